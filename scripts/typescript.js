/**
 * Runs TypeScript: `node -r ./scripts/typescript.js main.ts`. It is tsx, kept away from node_modules: tsx would read each
 * of their files again, and Node would parse the source maps that CDKTF carries inline. That is a quarter of a synthesis.
 */
const { extensions } = require;
const native = extensions[".js"];
require("tsx/cjs");
const transpiling = extensions[".js"];

extensions[".js"] = (module, file) => {
  if (!/[\\/]node_modules[\\/]/.test(file)) {
    transpiling(module, file);
    return;
  }
  process.setSourceMapsEnabled(false);
  try {
    native(module, file);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};
