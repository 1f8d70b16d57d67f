import { Role } from "../../../constructs/iam/role";
import { exampleStack } from "../../helpers/stack";
import { dataOf, resourcesOf } from "../../helpers/template";

const trust = [{ actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] }];

describe("a role", () => {
  it("may be assumed by whom it trusts, and may do what is said", () => {
    const stack = exampleStack();
    const statements = [{ actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::backups"] }];
    const role = new Role(stack, "role", { name: "backup", description: "Backups", trust, statements });
    expect(dataOf(stack, "aws_iam_policy_document")).toMatchObject({
      role_trust: { statement: trust },
      role_permissions: { statement: statements },
    });
    expect(resourcesOf(stack, "aws_iam_role_policy").role_policy).toMatchObject({ role: "${aws_iam_role.role.name}" });
    expect(role.rights).toHaveLength(1);
  });

  it("has policies that AWS keeps, of the partition that it is in", () => {
    const stack = exampleStack({ partition: "aws-cn", region: "cn-north-1" });
    const managedPolicies = ["AmazonEKSWorkerNodePolicy"];
    const role = new Role(stack, "role", { name: "nodes", description: "Nodes", trust, managedPolicies });
    expect(Object.values(resourcesOf(stack, "aws_iam_role_policy_attachment"))).toMatchObject([
      { policy_arn: "arn:aws-cn:iam::aws:policy/AmazonEKSWorkerNodePolicy" },
    ]);
    expect(resourcesOf(stack, "aws_iam_role_policy")).toEqual({});
    expect(role.rights).toHaveLength(1);
  });
});
