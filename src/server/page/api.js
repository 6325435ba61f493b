/** Asking the server. A session that is missing opens the login and then asks again. */
import { $, shown } from './dom.js';

export class Failure extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** Asks; returns the answer's JSON. @throws Failure */
export async function ask(path, body) {
  const options =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, options).catch(() => {
    throw new Failure(0, { detail: 'the server cannot be reached' });
  });
  if (answer.status === 401) {
    await login();
    return ask(path, body);
  }
  const result = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Failure(answer.status, result);
  return result;
}

let pending;

function login() {
  pending ??= new Promise((done) => {
    const dialog = $('login');
    const form = $('login-form');
    dialog.showModal();
    form.onsubmit = async (event) => {
      event.preventDefault();
      const body = JSON.stringify({ token: $('token').value });
      const answer = await fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!answer.ok) {
        $('login-note').textContent = shown(
          answer.status === 429 ? 'Too many tries: wait a moment.' : 'The token is wrong.',
        );
        return;
      }
      $('token').value = '';
      dialog.close();
      pending = undefined;
      done();
    };
  });
  return pending;
}
