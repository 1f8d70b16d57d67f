import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement as PolicyStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { Construct } from "constructs";

export type { PolicyStatement };

/** A policy that grows: later calls of a construct add their statements to the same document. */
export class PolicyDocument extends Construct {
  readonly json: string;
  private readonly document: DataAwsIamPolicyDocument;
  private readonly statements: PolicyStatement[];

  constructor(scope: Construct, id: string, statements: readonly PolicyStatement[]) {
    super(scope, id);
    this.statements = [...statements];
    this.document = new DataAwsIamPolicyDocument(this, "Resource", { statement: this.statements });
    this.json = this.document.json;
  }

  add(statement: PolicyStatement): void {
    this.statements.push(statement);
    this.document.putStatement(this.statements);
  }
}
