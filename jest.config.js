/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["**/__tests__/**/*.test.ts"],
  // What terraform makes slow runs with `npm run test:all`.
  testPathIgnorePatterns: ["/node_modules/", "/__tests__/slow/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.simulator"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  reporters: ["default", "<rootDir>/__tests__/helpers/counts-reporter.js"],
  clearMocks: true,
  // Of two cores jest would leave one idle.
  maxWorkers: "100%",
  workerIdleMemoryLimit: "1GB",
};
