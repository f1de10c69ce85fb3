// Starts Swagger UI, and lets the token box authorize it.
'use strict';

// "Try it out" fills in the examples. Of what may be left out they find nothing, so they are only shown.
const showExamples = () => ({statePlugins: {spec: {wrapActions: {updateJsonSpec: update => spec => {
  Object.values(spec.paths).flatMap(path => Object.values(path)).flatMap(operation => operation.parameters ?? [])
    .filter(parameter => !parameter.required && 'example' in parameter)
    .forEach(parameter => {
      parameter.description = `${parameter.description ?? ''} （例 e.g. ${parameter.example}）`;
      delete parameter.example;
    });
  return update(spec);
}}}}});

(() => {
  const {scheme, local} = document.body.dataset;
  const form = document.getElementById('token-form');
  const ui = SwaggerUIBundle({
    url: '/q/openapi',
    dom_id: '#swagger-ui',
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [showExamples],
    layout: 'BaseLayout',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    // By default documents are sent to a validator elsewhere.
    validatorUrl: null,
    // Outside local mode a token is real, and is forgotten with the page.
    persistAuthorization: local === 'true',
    onComplete: () => form && (form.elements.get.disabled = false),
  });

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
        [scheme]: {name: scheme, schema: ui.specSelectors.securityDefinitions().get(scheme), value: body.token},
      });
    }
  });

  token.addEventListener('focus', () => token.select());
})();
