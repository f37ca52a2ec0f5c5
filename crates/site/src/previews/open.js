// Readers with scripts go on to the explorer; without them, the words stand here.
location.replace(document.querySelector("a.open").href);
