// Runs before the first paint: applies the theme that the reader has chosen, light or dark, else the system's.
{
  // For each theme, the media query of dark rules and the value of `color-scheme`.
  const THEMES = {
    system: ["(prefers-color-scheme: dark)", "light dark"],
    light: ["not all", "light"],
    dark: ["all", "dark"],
  };
  const KEY = "onrecord:colours";
  let darkRules;
  let theme = "system";
  try {
    theme = localStorage.getItem(KEY) ?? theme;
  } catch {
    // A page opened from a file may have no storage.
  }
  const apply = () => {
    const [media, scheme] = THEMES[theme] ?? THEMES.system;
    // Listing all rules takes some milliseconds before the first paint, so it is left out unless a theme was chosen.
    darkRules ??= [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => /prefers-color-scheme/.test(rule.conditionText));
    for (const rule of darkRules) rule.media.mediaText = media;
    document.querySelector("meta[name=color-scheme]").content = scheme;
  };
  if (theme !== "system") apply();
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => (button.textContent = `Theme: ${theme in THEMES ? theme : "system"}`);
    button.addEventListener("click", () => {
      const names = Object.keys(THEMES);
      theme = names[(names.indexOf(theme) + 1) % names.length];
      apply();
      label();
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // The choice holds until the page is closed.
      }
    });
    if (theme !== "system") label();
  });
}
