// Sends the answer of an authorization request to the client; the button of the page does the same where no script runs.
document.forms[0].submit();
