/** Everything, with what terraform makes slow; one file at a time on two cores, since real servers run beside them. */
module.exports = {
  ...require("./jest.config.js"),
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 300_000,
  maxWorkers: "50%",
};
