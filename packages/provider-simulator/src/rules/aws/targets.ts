import { blocks, number, text } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { formRule, rangeRule } from "./values";

const API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2";
const TARGETS = "aws_lb_target_group";
const LISTENER = "aws_lb_listener";
const VALIDATION = "ValidationError";
const page = (name: string) => ({ source: `${API}/API_${name}.html`, standing: "documented" }) as const;
const targets = { types: [TARGETS], on: "values", ...page("CreateTargetGroup") } as const;
const forwarded = {
  to: [TARGETS],
  missing: "TargetGroupNotFound",
  keeps: "ResourceInUse",
  ...page("DeleteTargetGroup"),
} as const;

export const targetReferences: readonly Reference[] = [
  { type: LISTENER, attribute: "default_action.forward.target_group.arn", ...forwarded },
  { type: "aws_lb_listener_rule", attribute: "action.target_group_arn", ...forwarded },
  { type: "aws_lb_listener_rule", attribute: "action.forward.target_group.arn", ...forwarded },
  {
    type: "aws_lb_target_group_attachment",
    attribute: "target_group_arn",
    to: [TARGETS],
    missing: "TargetGroupNotFound",
    ...page("RegisterTargets"),
  },
  {
    type: "aws_lb_listener_certificate",
    attribute: "listener_arn",
    to: [LISTENER],
    ...page("AddListenerCertificates"),
  },
  {
    type: "aws_lb_listener_certificate",
    attribute: "certificate_arn",
    to: ["aws_acm_certificate", "aws_acm_certificate_validation"],
    missing: "CertificateNotFound",
    ...page("AddListenerCertificates"),
  },
];

const WEB = ["HTTP", "HTTPS"];

/** The protocols of a load balancer's listeners; a gateway's have none. */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  application: WEB,
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
  gateway: [],
};

/** The block, or argument, that an action of each type needs. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  forward: ["target_group_arn", "forward"],
  redirect: ["redirect"],
  "fixed-response": ["fixed_response"],
  "authenticate-cognito": ["authenticate_cognito"],
  "authenticate-oidc": ["authenticate_oidc"],
};

const isEmpty = (value: unknown) =>
  (value ?? null) === null || value === "" || (Array.isArray(value) && value.length === 0);

export const targetRules: readonly Rule[] = [
  ...(
    [
      [TARGETS, "slow_start", 30, 900, 0],
      [TARGETS, "stickiness.cookie_duration", 1, 604_800, 0],
      [TARGETS, "deregistration_delay", 0, 3600],
      ["aws_lb", "idle_timeout", 1, 4000],
    ] as const
  ).map(([type, attribute, from, to, besides]) =>
    rangeRule({
      type,
      attribute,
      from,
      to,
      besides,
      code: VALIDATION,
      ...page(type === TARGETS ? "TargetGroupAttribute" : "LoadBalancerAttribute"),
    }),
  ),
  ...[TARGETS, "aws_lb"].map((type) =>
    formRule({
      type,
      attribute: "name_prefix",
      form: /^(?!-)[A-Za-z0-9-]{1,6}$/,
      is: "up to 6 letters, digits and hyphens, no hyphen first: the provider adds 26 characters, and 32 are allowed",
      code: VALIDATION,
      source: `${PROVIDER}/validate.go`,
      standing: "assumed",
    }),
  ),
  {
    ...targets,
    name: "targets-reached",
    attributes: ["port", "protocol", "target_type", "vpc_id"],
    says: "A target group has a port, a protocol and a VPC, unless its target is a function.",
    check: ({ values, action }): Refusal[] => {
      if (action !== "create" || text(values, "target_type") === "lambda") return [];
      return ["port", "protocol", "vpc_id"]
        .filter((attribute) => isEmpty(values[attribute]))
        .map((attribute) => ({
          attribute,
          code: VALIDATION,
          message: `A ${attribute} must be specified for target groups of type ${text(values, "target_type") ?? "instance"}.`,
        }));
    },
  },
  {
    ...targets,
    name: "targets-behind-balancer",
    attributes: ["protocol", "target_type"],
    says: "A target group whose target is a load balancer has the protocol TCP or TLS.",
    standing: "assumed",
    check: ({ values }) => {
      const protocol = text(values, "protocol");
      if (text(values, "target_type") !== "alb" || protocol === undefined || ["TCP", "TLS"].includes(protocol))
        return undefined;
      const message = `A target group of type alb has the protocol TCP, and ${protocol} is given.`;
      return { attribute: "protocol", code: VALIDATION, message };
    },
  },
  {
    ...targets,
    name: "targets-protocol-version",
    attributes: ["protocol_version"],
    says: "Only HTTP and HTTPS have a protocol version: HTTP1, HTTP2 or GRPC.",
    check: ({ values, action }) => {
      const [protocol, version] = [text(values, "protocol"), text(values, "protocol_version")];
      if (action !== "create" || version === undefined || protocol === undefined) return undefined;
      if (WEB.includes(protocol) && /^(HTTP1|HTTP2|GRPC)$/i.test(version)) return undefined;
      const message = `Protocol version ${version} cannot be specified with protocol ${protocol}.`;
      return { attribute: "protocol_version", code: VALIDATION, message };
    },
  },
  {
    ...targets,
    name: "targets-health-protocol",
    attributes: ["health_check.protocol"],
    says: "Health is asked by HTTP or HTTPS, and by TCP where the targets are not of HTTP.",
    check: ({ values }) => {
      const [protocol, asked] = [text(values, "protocol"), text(values, "health_check.protocol")];
      if (asked === undefined || WEB.includes(asked)) return undefined;
      if (asked === "TCP" && !WEB.includes(protocol ?? "")) return undefined;
      const message = `Health check protocol '${asked}' is not supported for target groups with protocol '${protocol ?? "none"}'. Ask by HTTP or HTTPS.`;
      return { attribute: "health_check.protocol", code: "InvalidConfigurationRequest", message };
    },
  },
  {
    ...targets,
    name: "targets-health-timeout",
    attributes: ["health_check.timeout"],
    says: "A health check waits for less than the time to the next one.",
    standing: "assumed",
    check: ({ values }) => {
      const [timeout, interval] = [number(values, "health_check.timeout"), number(values, "health_check.interval")];
      const web = WEB.includes(text(values, "protocol") ?? "");
      if (!web || timeout === undefined || interval === undefined || timeout < interval) return undefined;
      const message = `Health check timeout '${timeout}' must be smaller than the interval '${interval}'.`;
      return { attribute: "health_check.timeout", code: VALIDATION, message };
    },
  },
  {
    name: "listener-action-complete",
    types: [LISTENER, "aws_lb_listener_rule"],
    attributes: ["default_action.type", "action.type"],
    says: "Each action has the block that its type needs.",
    source: `${PROVIDER}/listener.go`,
    standing: "documented",
    on: "values",
    check: ({ type, values }): Refusal[] => {
      const attribute = type === LISTENER ? "default_action" : "action";
      return blocks(values, attribute).flatMap((action) => {
        const kind = text(action, "type") ?? "";
        const needed = NEEDS[kind] ?? [];
        if (needed.length === 0 || needed.some((name) => !isEmpty(action[name]))) return [];
        const message = `For actions of type '${kind}', you must specify ${needed.map((name) => `'${name}'`).join(" or ")}.`;
        return [{ attribute, code: VALIDATION, message }];
      });
    },
  },
  {
    name: "listener-policy",
    types: [LISTENER],
    attributes: ["ssl_policy"],
    says: "Only a listener for HTTPS or TLS has a security policy.",
    ...page("CreateListener"),
    standing: "assumed",
    on: "values",
    check: ({ values, action }) => {
      const [protocol, policy] = [text(values, "protocol"), text(values, "ssl_policy")];
      if (action !== "create" || protocol === undefined || policy === undefined || ["HTTPS", "TLS"].includes(protocol))
        return undefined;
      const message = `A security policy cannot be specified for ${protocol} listeners. Leave ssl_policy out.`;
      return { attribute: "ssl_policy", code: VALIDATION, message };
    },
  },
  {
    name: "listener-of-balancer",
    types: [LISTENER],
    attributes: ["port", "protocol"],
    says: "A listener has a protocol of its load balancer's kind, and the port for itself; a gateway's has neither.",
    ...page("CreateListener"),
    on: "world",
    check: ({ values, key }, platform) => {
      const arn = text(values, "load_balancer_arn");
      const balancer = platform.find(["aws_lb"], arn ?? "");
      if (arn === undefined || !balancer) return undefined;
      const kind = text(balancer.attributes, "load_balancer_type") ?? "application";
      const [protocol, port] = [text(values, "protocol"), number(values, "port")];
      const allowed = PROTOCOLS[kind] ?? [];
      if (protocol !== undefined && !allowed.includes(protocol)) {
        const message = `Protocol '${protocol}' is not supported by ${kind} load balancers; ${allowed.join(", ") || "none"} can be given.`;
        return { attribute: "protocol", code: "UnsupportedProtocol", message };
      }
      const others = platform.where(LISTENER, "load_balancer_arn", arn).filter((it) => it.key !== key);
      if (port === undefined || !others.some((it) => number(it.attributes, "port") === port)) return undefined;
      const message = `A listener already exists on port ${port} of this load balancer. Choose another port.`;
      return { attribute: "port", code: "DuplicateListener", message };
    },
  },
  {
    name: "listener-forwards-its-protocol",
    types: [LISTENER],
    attributes: ["default_action.target_group_arn"],
    says: "A listener for HTTP forwards to targets of HTTP, or to functions, and others to others.",
    ...page("CreateListener"),
    standing: "assumed",
    on: "world",
    check: ({ values }, platform) => {
      const protocol = text(values, "protocol");
      const found = platform.find([TARGETS], text(values, "default_action.target_group_arn") ?? "");
      if (!found) return undefined;
      const to = text(found.attributes, "protocol");
      if (protocol === undefined || to === undefined || text(found.attributes, "target_type") === "lambda")
        return undefined;
      if (WEB.includes(protocol) === WEB.includes(to)) return undefined;
      const message = `The target group has protocol ${to}, and the listener ${protocol}. Forward to a group of the listener's kind.`;
      return { attribute: "default_action", code: "IncompatibleProtocols", message };
    },
  },
];
