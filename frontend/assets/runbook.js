/* Links inside a runbook scroll to their heading in the page they stand in: beside an alert as well as alone. */

function heading(hash, within) {
  if (!hash.startsWith('#rb-')) return undefined;
  return within.querySelector(`#${CSS.escape(decodeURIComponent(hash.slice(1)))}`) ?? undefined;
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('.runbook a[href]') : null;
  const runbook = link?.closest('.runbook');
  if (!link || !runbook) return;
  const target = heading(link.hash, runbook);
  // A heading of the same name in another document is another place.
  if (!target || (runbook.dataset.name && !link.pathname.endsWith(`/runbooks/${runbook.dataset.name}`))) return;
  event.preventDefault();
  event.stopPropagation();
  target.scrollIntoView({ block: 'start' });
}, true);
