package dev.vigia.platform.security;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.springframework.beans.factory.ObjectProvider;

/// Who goes there.
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in – Vigía")
@AnonymousAllowed
class LoginView extends Main implements BeforeEnterObserver {

    private final LoginForm form = new LoginForm(words());

    LoginView(ObjectProvider<DemoCredentials> demo) {
        addClassName("login");
        var mark = new Div();
        mark.addClassName("brand-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        var card = new Div(mark, new H1("Vigía"), new Paragraph("Is it what it claims to be?"), form);
        card.addClassName("login-card");
        demo.stream()
                .flatMap(one -> one.show().stream())
                .findFirst()
                .ifPresent(credentials -> card.add(hint(credentials)));
        add(card);
    }

    private static Paragraph hint(DemoCredentials.Credentials credentials) {
        var name = new Code(credentials.name());
        var password = new Code(credentials.password());
        var hint = new Paragraph(new Span("Demo: sign in as "), name, new Span(" with "), password);
        hint.addClassName("login-demo");
        return hint;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    private static LoginI18n words() {
        var words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Name");
        words.getForm().setPassword("Password");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("That did not match");
        words.getErrorMessage().setMessage("Check name and password. After several tries, wait a minute.");
        return words;
    }
}
