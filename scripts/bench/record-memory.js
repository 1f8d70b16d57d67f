// Required into every process of a measured command; the largest figure of a run is its peak memory.
const fs = require("node:fs");
const file = process.env.BENCH_MEMORY_FILE;
if (file) process.on("exit", () => fs.appendFileSync(file, `${process.resourceUsage().maxRSS}\n`));
