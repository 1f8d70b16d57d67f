import type { Found } from "../rules/rulebook";
import { type Diagnostic, ProviderErrors } from "./protocol";

const DOING = { create: "creating", update: "updating", delete: "deleting" } as const;

/** @throws ProviderErrors with every refusal: the platform's code, the message, the rule and where it is from */
export function assertAllowed(action: keyof typeof DOING, type: string, refusals: readonly Found[]): void {
  if (refusals.length === 0) return;
  throw new ProviderErrors(
    refusals.map(({ rule, code, message, attribute }): Diagnostic => {
      const [step] = attribute?.split(".") ?? [];
      return {
        severity: "ERROR",
        summary: `${DOING[action]} ${type}: ${code}`,
        detail: `${message}\n\nRule ${rule.name}, ${rule.standing}: ${rule.source}`,
        ...(step === undefined ? {} : { attribute: { steps: [{ attribute_name: step }] } }),
      };
    }),
  );
}
