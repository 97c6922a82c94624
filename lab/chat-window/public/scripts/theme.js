const KEY = 'lab-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Follows the system until somebody chooses. */
export function startTheme() {
  dark.addEventListener('change', paint);
  paint();
}

export function isDark() {
  return document.documentElement.dataset.theme === 'dark';
}

export function toggleTheme() {
  localStorage.setItem(KEY, isDark() ? 'light' : 'dark');
  paint();
}

function paint() {
  document.documentElement.dataset.theme = localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light');
}
