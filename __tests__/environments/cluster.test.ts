import { type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { problemsOf, refuses, spoil } from "./inputs";

/** One of class testing, where less is asked. */
const small: EnvironmentInput = {
  name: "small",
  class: "testing",
  network: { cidr: "10.60.0.0/16" },
  topology: { kind: "kubernetes" },
};
const ROLE = "arn:aws:iam::222222222222:role/operations";

describe("the way into a cluster", () => {
  refuses(production, [
    [
      { topology: { publicAccessCidrs: ["0.0.0.0/0"] } },
      "topology.publicAccessCidrs: 0.0.0.0/0 is everybody, which class production does not allow; name the ranges of your offices and runners",
    ],
    [
      { topology: { publicAccessCidrs: ["10.40.0.0/16"] } },
      "topology.publicAccessCidrs: 10.40.0.0/16 is private: inside the network the API is reached without it; remove it",
    ],
    [
      { topology: { publicAccessCidrs: ["203.0.113.7/24"] } },
      "topology.publicAccessCidrs: 203.0.113.7/24 is an address inside a range, not the range itself; the range is 203.0.113.0/24",
    ],
    [
      { topology: { access: { administrators: ["operations"] } } },
      'topology.access.administrators.0: "operations" is not allowed; it must be the ARN of a role',
    ],
    [
      { topology: { access: { administrators: [ROLE], viewers: [ROLE] } } },
      `topology.access.viewers: ${ROLE} is among administrators already; a role gets in once`,
    ],
  ]);

  refuses(production, [
    [
      { topology: { access: { administrators: [] } } },
      "topology.access.administrators: nobody is named: only the role that first deployed would get in, and nobody when it is gone; name the role of those who operate the cluster, here or for all environments in organization.ts",
    ],
  ]);

  it("is that of the organization's administrators, as roles of the environment's own account", () => {
    const shared = { ...organization, administrators: ["operations", "on-call"] };
    const [own] = resolveEnvironments(shared, [small]);
    expect(own?.topology).toMatchObject({
      access: {
        administrators: ["arn:aws:iam::111111111111:role/operations", "arn:aws:iam::111111111111:role/on-call"],
      },
    });
    const named = { kind: "kubernetes", access: { administrators: [ROLE] } } as const;
    const [other] = resolveEnvironments(shared, [{ ...small, topology: named }]);
    expect(other?.topology).toMatchObject({ access: { administrators: [ROLE] } });
  });

  it("may lack administrators where nothing is at stake", () => {
    const topology = { kind: "kubernetes", access: { administrators: [] } } as const;
    expect(problemsOf([{ ...small, topology }])).toEqual([]);
  });

  it("may be open to everybody where nothing is at stake", () => {
    const open = { kind: "kubernetes", publicAccessCidrs: ["0.0.0.0/0"] } as const;
    expect(problemsOf([{ ...small, topology: open }])).toEqual([]);
  });
});

describe("the nodes for controllers", () => {
  refuses(production, [
    [
      { topology: { system: { instanceTypes: ["m7g.large", "m7i.large"] } } },
      "topology.system.instanceTypes: m7g.large is arm64, m7i.large is x86_64; the nodes of a group boot one image, so choose types of one architecture",
    ],
    [
      { topology: { system: { min: 7 } } },
      "topology.system.max: 6 is below topology.system.min, which is 7; raise it to 7 or more",
    ],
    [
      { topology: { system: { instanceTypes: ["m7g.larg"] } } },
      "topology.system.instanceTypes: m7g.larg is no instance type that this project knows (did you mean m7g.large?)",
    ],
  ]);
});

describe("the add-ons of EKS", () => {
  refuses(production, [
    [
      { topology: { addonVersions: { coredns: "1.12" } } },
      'topology.addonVersions.coredns: "1.12" is not allowed; it must be a version of an add-on of EKS such as v1.12.4-eksbuild.1',
    ],
    [
      { topology: { addonVersions: { "core-dns": "v1.12.4-eksbuild.1" } } },
      "topology.addonVersions.core-dns: unknown (did you mean coredns?); the keys here are aws-ebs-csi-driver, coredns, eks-pod-identity-agent, kube-proxy, metrics-server, snapshot-controller, vpc-cni",
    ],
    [
      { topology: { scaling: "auto-mode", addonVersions: { coredns: "v1.12.4-eksbuild.1" } } },
      "topology.addonVersions.coredns: no add-on in Auto Mode, which brings it in a version of its own; remove it",
    ],
  ]);
});

describe("the logs of a cluster", () => {
  refuses(small, [
    [
      { topology: { logRetentionDays: 10 } },
      "topology.logRetentionDays: CloudWatch cannot keep logs for 10 days, only for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; the next longer one is 14",
    ],
  ]);
});

describe("who adds nodes to a cluster", () => {
  const environments = ["cluster-autoscaler", "karpenter", "auto-mode"].flatMap((scaling) =>
    ["alb", "traefik"].map((ingress) => ({ scaling, ingress })),
  );

  it.each(environments)("is one line, and so is what brings traffic: $scaling, $ingress", ({ scaling, ingress }) => {
    expect(problemsOf([spoil(production, { topology: { scaling, ingress } })])).toEqual([]);
  });

  refuses(production, [
    [
      { topology: { scaling: "kubernetes" } },
      'topology.scaling: "kubernetes" is not allowed; it must be one of cluster-autoscaler, karpenter, auto-mode',
    ],
    [{ topology: { ingress: "nginx" } }, 'topology.ingress: "nginx" is not allowed; it must be one of alb, traefik'],
    [
      { topology: { scaling: "karpenter", system: { min: 1 } } },
      "topology.system.min: 1 is too few: Karpenter runs on 2 system nodes, to which nobody adds any; raise it to 2 or more",
    ],
    [
      { topology: { nodes: { capacity: "spot" } } },
      "topology.nodes.capacity: spot is taken away with two minutes' notice, in many machines at once; class production stays on on-demand",
    ],
    [
      { topology: { publicZoneId: "httpsok.example" } },
      'topology.publicZoneId: "httpsok.example" is not allowed; it must be the id of a hosted zone such as Z0123456789ABCDEFGHIJ',
    ],
    // The requirements of an application server hold however nodes are made.
    ...["karpenter", "auto-mode"].map(
      (scaling) =>
        [
          { topology: { scaling, nodes: { instanceTypes: ["m7g.xlarge"] } } },
          expect.stringMatching(/^topology\.nodes\.instanceTypes: m7g\.xlarge has 4 vCPU.*\(requirement 3\.2\.1\)/),
        ] as const,
    ),
  ]);

  it("may be spot where nothing is at stake", () => {
    expect(problemsOf([{ ...small, topology: { kind: "kubernetes", nodes: { capacity: "spot" } } }])).toEqual([]);
  });
});
