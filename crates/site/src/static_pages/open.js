// Forwards readers to the explorer.
location.replace(document.querySelector("a.open").href);
