import { isTrue, text } from "../access";
import type { Rule } from "../rule";

interface Protection {
  readonly type: string;
  /** The argument that protects. */
  readonly attribute: string;
  readonly code: string;
  readonly source: string;
}

const PROTECTIONS: readonly Protection[] = [
  {
    type: "aws_db_instance",
    attribute: "deletion_protection",
    code: "InvalidParameterCombination",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
  },
  {
    type: "aws_eks_cluster",
    attribute: "deletion_protection",
    code: "InvalidRequestException",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html",
  },
  {
    type: "aws_lb",
    attribute: "enable_deletion_protection",
    code: "OperationNotPermitted",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
  },
  {
    type: "aws_instance",
    attribute: "disable_api_termination",
    code: "OperationNotPermitted",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html",
  },
];

/** What protects itself is not deleted before somebody has turned that off. */
export const deletionRules: readonly Rule[] = PROTECTIONS.map(({ type, attribute, code, source }) => ({
  name: `${type}-protected`.replaceAll("_", "-"),
  types: [type],
  attributes: [attribute],
  says: `It is not deleted while its ${attribute} is true.`,
  source,
  standing: "documented",
  on: "delete",
  check: ({ values }) => {
    if (!isTrue(values, attribute)) return undefined;
    return {
      code,
      message: `Cannot delete protected ${type} ${text(values, "id")}: ${attribute} is true. Set it to false, apply, and delete then.`,
    };
  },
}));
