/** Every resource carries these; the tag policy refuses a provider without them. */
export const REQUIRED_TAGS = ["Project", "Environment", "Layer", "Contact", "ManagedBy"] as const;

export interface StandardTagProps {
  readonly organization: string;
  readonly owner: string;
  readonly layer: string;
  readonly contact: string;
}

export function standardTags(props: StandardTagProps): Record<(typeof REQUIRED_TAGS)[number], string> {
  return {
    Project: props.organization,
    Environment: props.owner,
    Layer: props.layer,
    Contact: props.contact,
    ManagedBy: "terraform",
  };
}
