package dev.vigia.platform.security;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.vigia.platform.AuditLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who may reach what. Five chains, the most special first: the API by token, its description by token or sign-in,
/// metrics by token, probes, and the screens by sign-in. Nothing is open that is not named here.
///
/// @see "src/docs/decisions/0005-security-chains.md"
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class WebSecurity {

    /// Vaadin's client starts from an inline script and evaluates what the server sends.
    private static final String CONTENT = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// Without them each filter of each request is timed, of which nobody asks anything.
    @Bean
    static SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http, Tokens tokens, Throttle throttle, AuditLog audit, ObjectProvider<OwnBodyLimit> own) {
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .addFilterBefore(new TokenFilter(tokens, throttle, audit), BasicAuthenticationFilter.class)
                .addFilterAfter(new BodyLimitFilter(own.stream()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(tokenNeeded()).accessDeniedHandler(otherScopeNeeded()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDescription(HttpSecurity http, Tokens tokens, Throttle throttle, AuditLog audit) {
        return http.securityMatcher("/v3/api-docs/**", "/v3/api-docs.yaml")
                .addFilterBefore(new TokenFilter(tokens, throttle, audit), BasicAuthenticationFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(tokenNeeded()))
                .build();
    }

    /// Metrics name projects and how they do; Prometheus sends a token of its own.
    @Bean
    @Order(3)
    SecurityFilterChain metrics(HttpSecurity http, Tokens tokens, Throttle throttle, AuditLog audit) {
        return http.securityMatcher("/actuator/prometheus")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new TokenFilter(tokens, throttle, audit), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.anyRequest().hasAnyAuthority(Scope.METRICS_READ.authority(), Scope.READ.authority()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(tokenNeeded()).accessDeniedHandler(otherScopeNeeded()))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain probes(HttpSecurity http) {
        return http.securityMatcher("/actuator/**", "/actuator", "/h2-console/**", "/h2-console")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health",
                                "/actuator/health/liveness",
                                "/actuator/health/readiness",
                                "/actuator/info")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND))
                                .accessDeniedHandler((request, response, denied) ->
                                        response.setStatus(HttpStatus.NOT_FOUND.value())))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain screens(HttpSecurity http, Throttle throttle) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/styles.css", "/favicon.ico").permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(frames -> frames.deny())
                        .withObjectPostProcessor(writtenFirst()))
                .addFilterBefore(new SignInThrottleFilter(throttle), UsernamePasswordAuthenticationFilter.class)
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class)
                                // An address that leads nowhere gets the page that says so.
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .build();
    }

    /// Vaadin's answers are complete before the filter would get to write its headers.
    private static ObjectPostProcessor<HeaderWriterFilter> writtenFirst() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    /// Passwords of any length, unlike bcrypt's 72 bytes.
    @Bean
    PasswordEncoder passwordEncoder() {
        return Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /// Paths such as `/VAADIN/..` lead nowhere, rather than being explained.
    @Bean
    RequestRejectedHandler rejectedPaths() {
        // Without an error page, which would be a screen and ask for a sign-in.
        return (request, response, rejected) -> response.setStatus(HttpStatus.NOT_FOUND.value());
    }

    private static AuthenticationEntryPoint tokenNeeded() {
        return (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            Problems.write(response, HttpStatus.UNAUTHORIZED, "Send an API token: Authorization: Bearer <token>.");
        };
    }

    private static AccessDeniedHandler otherScopeNeeded() {
        return (request, response, denied) ->
                Problems.write(response, HttpStatus.FORBIDDEN, "The token's scopes do not allow this.");
    }
}
