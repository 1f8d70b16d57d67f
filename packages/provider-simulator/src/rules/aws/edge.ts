import { blocks, isTrue, number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { placementOf } from "./placement";
import { uniqueRule } from "./unique";

const CDN = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide";
const ALB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application";
const DNS = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide";
const API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const loadBalancer = { source: `${API}/API_CreateLoadBalancer.html`, standing: "documented" } as const;

/** The region in which CloudFront looks for certificates and web ACLs. */
const HOME = "us-east-1";

export const edgeReferences: readonly Reference[] = [
  {
    type: "aws_lb",
    attribute: "subnets",
    to: ["aws_subnet"],
    missing: "SubnetNotFound",
    keeps: "DependencyViolation",
    ...loadBalancer,
  },
  {
    type: "aws_lb_listener",
    attribute: "load_balancer_arn",
    to: ["aws_lb"],
    missing: "LoadBalancerNotFound",
    source: `${API}/API_CreateListener.html`,
    standing: "documented",
  },
  {
    type: "aws_lb_listener",
    attribute: "certificate_arn",
    to: ["aws_acm_certificate", "aws_acm_certificate_validation"],
    missing: "CertificateNotFound",
    keeps: "ResourceInUseException",
    source: `${API}/API_CreateListener.html`,
    standing: "documented",
  },
  {
    type: "aws_lb_listener",
    attribute: "default_action.target_group_arn",
    to: ["aws_lb_target_group"],
    missing: "TargetGroupNotFound",
    keeps: "ResourceInUse",
    source: `${API}/API_DeleteTargetGroup.html`,
    standing: "documented",
  },
  {
    type: "aws_lb_listener_rule",
    attribute: "listener_arn",
    to: ["aws_lb_listener"],
    missing: "ListenerNotFound",
    source: `${API}/API_CreateRule.html`,
    standing: "documented",
  },
  {
    type: "aws_lb_target_group",
    attribute: "vpc_id",
    to: ["aws_vpc"],
    missing: "ValidationError",
    source: `${API}/API_CreateTargetGroup.html`,
    standing: "documented",
  },
  {
    type: "aws_route53_record",
    attribute: "zone_id",
    to: ["aws_route53_zone"],
    missing: "NoSuchHostedZone",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html",
    standing: "documented",
  },
  {
    type: "aws_acm_certificate_validation",
    attribute: "certificate_arn",
    to: ["aws_acm_certificate"],
    source: "https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html",
    standing: "documented",
  },
  {
    type: "aws_cloudfront_distribution",
    attribute: "viewer_certificate.acm_certificate_arn",
    to: ["aws_acm_certificate", "aws_acm_certificate_validation"],
    missing: "InvalidViewerCertificate",
    keeps: "ResourceInUseException",
    source: `${CDN}/cnames-and-https-requirements.html`,
    standing: "documented",
  },
];

export const edgeRules: readonly Rule[] = [
  ...(
    [
      ["aws_lb", "DuplicateLoadBalancerName"],
      ["aws_lb_target_group", "DuplicateTargetGroupName"],
    ] as const
  ).map(([type, code]) => uniqueRule({ type, attribute: "name", within: "region", code, ...loadBalancer })),
  uniqueRule({
    type: "aws_cloudfront_distribution",
    attribute: "aliases",
    within: "aws",
    code: "CNAMEAlreadyExists",
    source: `${CDN}/CNAMEs.html`,
    standing: "documented",
  }),
  {
    name: "listener-rule-priority",
    types: ["aws_lb_listener_rule"],
    attributes: ["priority"],
    says: "A listener has one rule of a priority.",
    source: `${API}/API_CreateRule.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const [listener, priority] = [text(values, "listener_arn"), number(values, "priority")];
      if (listener === undefined || priority === undefined) return undefined;
      const others = platform.where("aws_lb_listener_rule", "listener_arn", listener);
      if (!others.some((it) => it.key !== key && number(it.attributes, "priority") === priority)) return undefined;
      return { attribute: "priority", code: "PriorityInUse", message: `Priority '${priority}' is currently in use.` };
    },
  },
  {
    name: "cdn-certificate-at-home",
    types: ["aws_cloudfront_distribution"],
    attributes: ["viewer_certificate.acm_certificate_arn"],
    says: `A distribution's certificate is in ${HOME}.`,
    source: `${CDN}/cnames-and-https-requirements.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) =>
      texts(values, "viewer_certificate.acm_certificate_arn")
        .filter((arn) => arn !== "" && arn.split(":")[3] !== HOME)
        .map(
          (arn): Refusal => ({
            attribute: "viewer_certificate",
            code: "InvalidViewerCertificate",
            message: `The specified SSL certificate must be in ${HOME}, and ${arn} is in ${arn.split(":")[3]}. Ask for one there, with a provider alias.`,
          }),
        ),
  },
  {
    name: "cdn-acl-at-home",
    types: ["aws_cloudfront_distribution"],
    attributes: ["web_acl_id"],
    says: `A distribution's web ACL is of scope CLOUDFRONT, in ${HOME}.`,
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const arn = text(values, "web_acl_id");
      if (arn === undefined || !arn.startsWith("arn:") || (arn.split(":")[3] === HOME && arn.includes(":global/")))
        return undefined;
      return {
        attribute: "web_acl_id",
        code: "InvalidWebACLId",
        message: `${arn} is not of scope CLOUDFRONT in ${HOME}.`,
      };
    },
  },
  {
    name: "acl-scope-at-home",
    types: ["aws_wafv2_web_acl"],
    attributes: ["scope"],
    says: `A web ACL of scope CLOUDFRONT is made in ${HOME}.`,
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html",
    standing: "documented",
    on: "values",
    check: ({ values }, { region }) => {
      if (text(values, "scope") !== "CLOUDFRONT" || region === HOME) return undefined;
      return {
        attribute: "scope",
        code: "WAFInvalidParameterException",
        message: `The scope is not valid: CLOUDFRONT is for ${HOME}, and this is ${region}.`,
      };
    },
  },
  {
    name: "cdn-alias-needs-certificate",
    types: ["aws_cloudfront_distribution"],
    attributes: ["aliases"],
    says: "A distribution with names of its own has a certificate of its own.",
    source: `${CDN}/CNAMEs.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      if (texts(values, "aliases").length === 0 || !isTrue(values, "viewer_certificate.cloudfront_default_certificate"))
        return undefined;
      return {
        attribute: "aliases",
        code: "InvalidViewerCertificate",
        message:
          "To add an alternate domain name (CNAME) to a CloudFront distribution, attach a trusted certificate that covers it.",
      };
    },
  },
  {
    name: "load-balancer-zones",
    types: ["aws_lb"],
    attributes: ["subnets"],
    says: "An application load balancer has subnets of one VPC in at least two zones, one in each.",
    source: `${ALB}/application-load-balancers.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const ids = texts(values, "subnets");
      const { zones, found } = placementOf(ids, platform);
      const kind = text(values, "load_balancer_type") ?? "application";
      if (found < ids.length || found === 0) return undefined;
      if (zones.length < ids.length)
        return {
          attribute: "subnets",
          code: "InvalidConfigurationRequest",
          message: `A load balancer cannot be attached to multiple subnets in the same Availability Zone: ${ids.length} subnets are in ${zones.length} zones.`,
        };
      if (kind !== "application" || zones.length >= 2) return undefined;
      return {
        attribute: "subnets",
        code: "ValidationError",
        message: `At least two subnets in two different Availability Zones must be specified; there is ${zones.join()} only.`,
      };
    },
  },
  {
    name: "load-balancer-name-form",
    types: ["aws_lb", "aws_lb_target_group"],
    attributes: ["name"],
    says: "Its name has up to 32 letters, digits and hyphens, no hyphen at an end, and a load balancer's does not begin with internal-.",
    ...loadBalancer,
    on: "values",
    check: ({ values, type }) => {
      const name = text(values, "name");
      if (
        name === undefined ||
        (/^(?!-)[A-Za-z0-9-]{1,32}$/.test(name) &&
          !name.endsWith("-") &&
          !(type === "aws_lb" && name.startsWith("internal-")))
      )
        return undefined;
      return {
        attribute: "name",
        code: "ValidationError",
        message: `"${name}" has ${name.length} characters; up to 32 letters, digits and hyphens are allowed, no hyphen at an end, and no internal- at the beginning.`,
      };
    },
  },
  {
    name: "listener-certificate",
    types: ["aws_lb_listener"],
    attributes: ["certificate_arn"],
    says: "A listener for HTTPS or TLS has a certificate of its region, and another has none.",
    source: `${API}/API_CreateListener.html`,
    standing: "documented",
    on: "values",
    check: ({ values }, { region }) => {
      const secure = ["HTTPS", "TLS"].includes(text(values, "protocol") ?? "");
      const arn = text(values, "certificate_arn");
      const attribute = "certificate_arn";
      if (!secure && arn !== undefined)
        return {
          attribute,
          code: "InvalidConfigurationRequest",
          message: `A certificate cannot be specified for ${text(values, "protocol")} listeners.`,
        };
      if (secure && (values.certificate_arn ?? null) === null)
        return {
          attribute,
          code: "ValidationError",
          message: `A certificate must be specified for ${text(values, "protocol")} listeners.`,
        };
      if (arn === undefined || arn.split(":")[3] === region) return undefined;
      return {
        attribute,
        code: "CertificateNotFound",
        message: `${arn} is not in ${region}, where the load balancer is.`,
      };
    },
  },
  {
    name: "record-form",
    types: ["aws_route53_record"],
    attributes: ["records", "ttl"],
    says: "A record has values and a ttl, or an alias; a CNAME has one value and does not stand at the zone's own name.",
    source: `${DNS}/ResourceRecordTypes.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const isAlias = blocks(values, "alias").length > 0;
      const zone = platform.find(["aws_route53_zone"], text(values, "zone_id") ?? "");
      const [apex, name] = [zone && text(zone.attributes, "name"), text(values, "name")];
      const refuse = (attribute: string, message: string): Refusal => ({
        attribute,
        code: "InvalidChangeBatch",
        message,
      });
      const plain = (host: string | undefined) => host?.replace(/\.$/, "");
      return [
        ...(isAlias || (values.ttl ?? null) !== null ? [] : [refuse("ttl", "A record that is no alias needs a ttl.")]),
        ...(text(values, "type") === "CNAME" && plain(name) === plain(apex)
          ? [
              refuse(
                "name",
                `RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${apex}. Use an alias.`,
              ),
            ]
          : []),
        ...(text(values, "type") === "CNAME" && texts(values, "records").length > 1
          ? [refuse("records", "A CNAME has one value.")]
          : []),
        ...(apex !== undefined && name?.includes(".") && !`.${plain(name)}`.endsWith(`.${plain(apex)}`)
          ? [refuse("name", `RRSet with DNS name ${name} is not permitted in zone ${apex}.`)]
          : []),
      ];
    },
  },
  {
    name: "record-once",
    types: ["aws_route53_record"],
    attributes: ["name"],
    says: "A name has one record of a type, unless each has a set_identifier.",
    source: `${DNS}/resource-record-sets-values-basic.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const name = text(values, "name");
      if (name === undefined || text(values, "set_identifier") !== undefined || isTrue(values, "allow_overwrite"))
        return undefined;
      const same = (other: typeof values, path: string) => text(other, path) === text(values, path);
      const twin = platform
        .where("aws_route53_record", "name", name)
        .find((it) => it.key !== key && same(it.attributes, "zone_id") && same(it.attributes, "type"));
      if (!twin) return undefined;
      return {
        attribute: "name",
        code: "InvalidChangeBatch",
        message: `Tried to create resource record set [name='${name}', type='${text(values, "type")}'] but it already exists.`,
      };
    },
  },
  {
    name: "zone-empty",
    types: ["aws_route53_zone"],
    says: "A zone with records of its own is deleted with force_destroy only.",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html",
    standing: "documented",
    on: "delete",
    check: ({ values }, platform) => {
      const held = texts(values, "zone_id").flatMap((id) => platform.where("aws_route53_record", "zone_id", id)).length;
      if (held === 0 || isTrue(values, "force_destroy")) return undefined;
      return {
        code: "HostedZoneNotEmpty",
        message: `The specified hosted zone contains ${held} non-required resource record sets and so cannot be deleted. Delete them first.`,
      };
    },
  },
];
