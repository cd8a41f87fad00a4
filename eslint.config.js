// The rules of the browser code: modules, and text from data is only ever text.
const js = require("@eslint/js");
const globals = require("globals");

const MARKUP = "Text from data is text: use textContent or runtime/dom.js.";

module.exports = [
  { ignores: ["app/assets/bundles/**", "app/assets/vendor/**", "node_modules/**", "**/*.d.ts"] },
  js.configs.recommended,
  {
    files: ["app/assets/**/*.js"],
    languageOptions: {
      ecmaVersion: "latest",
      sourceType: "module",
      globals: { ...globals.browser, L: "readonly", React: "readonly", topojson: "readonly" },
    },
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line"],
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "max-len": ["error", { code: 100, ignoreUrls: true }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 260 }],
      "no-alert": "error",
      "no-console": "error",
      "no-eval": "error",
      "no-duplicate-imports": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": ["error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write"].map((property) => ({
          property, message: MARKUP,
        }))],
      "no-shadow": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: ["tools/*.mjs"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["eslint.config.js"],
    languageOptions: { sourceType: "commonjs", globals: globals.node },
  },
];
