/** Everything, with what terraform makes slow. */
module.exports = { ...require("./jest.config.js"), testPathIgnorePatterns: ["/node_modules/"], testTimeout: 300_000 };
