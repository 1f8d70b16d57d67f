/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["**/__tests__/**/*.test.ts"],
  // What terraform makes slow runs with `npm run test:all`.
  testPathIgnorePatterns: ["/node_modules/", ...(process.env.TEST_ALL ? [] : ["/__tests__/slow/"])],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.simulator"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  clearMocks: true,
  workerIdleMemoryLimit: "1GB",
};
