// Starts Swagger UI, and lets the token box authorize it.
'use strict';

(() => {
  const {scheme, local} = document.body.dataset;
  const ui = SwaggerUIBundle({
    url: '/q/openapi',
    dom_id: '#swagger-ui',
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
    deepLinking: true,
    filter: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    // By default documents are sent to a validator elsewhere.
    validatorUrl: null,
    // Outside local mode a token is real, and is forgotten with the page.
    persistAuthorization: local === 'true',
  });

  const form = document.getElementById('token-form');
  if (!form) {
    return;
  }
  const {role, unit, status, token} = form.elements;

  role.addEventListener('change', () => {
    unit.disabled = role.value !== 'unit';
  });

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const asked = role.value === 'unit' ? {role: role.value, unit: unit.value.trim()} : {role: role.value};
    const answer = await fetch('/local/tokens', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(asked),
    });
    const body = await answer.json();
    token.parentElement.hidden = !answer.ok;
    token.value = body.token ?? '';
    status.value = answer.ok ? form.dataset.done : body.detail;
    if (answer.ok) {
      ui.authActions.authorizeWithPersistOption({
        [scheme]: {name: scheme, schema: {type: 'http', scheme: 'bearer'}, value: body.token},
      });
    }
  });

  token.addEventListener('focus', () => token.select());
})();
