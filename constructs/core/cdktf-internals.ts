/**
 * What CDKTF does not export from its root. Its last release is 0.21.0, so these paths cannot move under us; they are
 * kept in one place for the day the project changes to the fork (docs/decisions).
 */
export { addCustomSynthesis, invokeAspects } from "cdktf/lib/synthesize/synthesizer";
export { deepMerge } from "cdktf/lib/util";
