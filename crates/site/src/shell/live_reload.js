// Reloads the page when the server has rebuilt the site.
new EventSource("onrecord-live").addEventListener("built", () => location.reload());
