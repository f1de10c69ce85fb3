// What a browser can add to the import pages; without it all of them work by links and forms.
'use strict';

(() => {
  // A file that is dropped anywhere on the first page is as good as one that was chosen.
  const form = document.getElementById('import');
  if (form) {
    const file = document.getElementById('file');
    const dropped = document.getElementById('dropped');
    const show = () => {
      dropped.textContent = file.files.length ? `${form.dataset.dropped} ${file.files[0].name}` : '';
    };
    file.addEventListener('change', show);
    document.addEventListener('dragover', event => {
      if ([...event.dataTransfer.types].includes('Files')) {
        event.preventDefault();
        form.classList.add('dropping');
      }
    });
    document.addEventListener('dragleave', event => event.relatedTarget || form.classList.remove('dropping'));
    document.addEventListener('drop', event => {
      form.classList.remove('dropping');
      if (event.dataTransfer.files.length) {
        event.preventDefault();
        file.files = event.dataTransfer.files;
        show();
        file.focus();
      }
    });
  }

  // What was refused is said first.
  document.getElementById('wrong')?.focus();

  const source = document.getElementById('source');
  if (!source) {
    return;
  }
  // The text follows what is looked at beside it: the words that belong to it are shown and framed.
  let framed = null;
  const showInText = id => {
    const anchor = document.getElementById(`text-${id}`);
    const words = anchor && source.contains(anchor) ? anchor.nextElementSibling : null;
    framed?.classList.remove('here');
    framed = words;
    if (words) {
      words.classList.add('here');
      source.scrollTop += words.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
    }
  };
  const follow = () => showInText(location.hash.slice(1));
  addEventListener('hashchange', follow);
  follow();

  // n and p go through the doubts, unless somebody types or does not want it.
  const findings = [...document.querySelectorAll('.findings > li')];
  const keys = document.getElementById('keys');
  const said = document.getElementById('said');
  if (!findings.length) {
    return;
  }
  const kept = 'duban-import-keys';
  keys.checked = localStorage.getItem(kept) !== 'off';
  keys.closest('label').hidden = false;
  keys.addEventListener('change', () => localStorage.setItem(kept, keys.checked ? 'on' : 'off'));
  let at = -1;
  document.addEventListener('keydown', event => {
    const step = {n: 1, p: -1}[event.key];
    const typing = event.target.closest('input:not([type=checkbox]), select, textarea');
    if (!step || !keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    at = at < 0 && step < 0 ? findings.length - 1 : (at + step + findings.length) % findings.length;
    const finding = findings[at];
    finding.focus();
    showInText(finding.id);
    said.textContent = `${at + 1} / ${findings.length}`;
  });
})();
