// The server that serves this page says when it has built it anew.
new EventSource("onrecord-live").addEventListener("built", () => location.reload());
