// Passkeys: asks the server for options, the device for an answer, and hands it back. The only script of these pages.
(() => {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const known = (list) => (list ?? []).map((item) => ({ ...item, id: bytes(item.id) }));

  // Browsers before 2025 lack the JSON functions of WebAuthn Level 3.
  const creation = (json) => PublicKeyCredential.parseCreationOptionsFromJSON?.(json) ?? {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: known(json.excludeCredentials),
  };

  const request = (json) => PublicKeyCredential.parseRequestOptionsFromJSON?.(json) ?? {
    ...json,
    challenge: bytes(json.challenge),
    allowCredentials: known(json.allowCredentials),
  };

  const answer = (credential) => {
    if (credential.toJSON) {
      return credential.toJSON();
    }

    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) {
        response[name] = text(credential.response[name]);
      }
    }

    response.transports = credential.response.getTransports?.();
    return { id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: {}, response };
  };

  const post = async (url, token, body) => {
    const reply = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", RequestVerificationToken: token },
      body: JSON.stringify(body),
    });
    const json = await reply.json();
    if (!reply.ok) {
      throw new Error(json.detail ?? json.title);
    }

    return json;
  };

  const run = async (form) => {
    const token = form.elements.__RequestVerificationToken.value;
    if (form.dataset.passkey === "create") {
      const options = creation(await post(form.dataset.options, token, {}));
      const credential = answer(await navigator.credentials.create({ publicKey: options }));
      await post(form.dataset.finish, token, { credential, name: form.elements.name.value });
      location.reload();
    } else {
      const options = request(await post(form.dataset.options, token, { step_up: form.dataset.stepUp === "true" }));
      const credential = answer(await navigator.credentials.get({ publicKey: options }));
      location.assign((await post(form.dataset.finish, token, { credential })).location);
    }
  };

  const said = (error) => error.name === "NotAllowedError" || error.name === "AbortError"
    ? "Nothing happened: it was cancelled, or it took too long."
    : error.name === "InvalidStateError" ? "This device has a passkey for you already." : error.message;

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const status = form.querySelector("[data-passkey-status]");
    const button = form.querySelector("button");
    if (!window.PublicKeyCredential) {
      button.disabled = true;
      status.textContent = "This browser has no passkeys.";
      continue;
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      status.textContent = "Waiting for your device …";
      try {
        await run(form);
      } catch (error) {
        status.textContent = said(error);
        button.disabled = false;
      }
    });
  }
})();
