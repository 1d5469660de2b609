// A passkey that does not work is a sentence on the page, not a line in the console.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault();
  const trouble = document.getElementById('passkey-trouble');
  if (!trouble) return;
  trouble.hidden = false;
  trouble.focus();
});
