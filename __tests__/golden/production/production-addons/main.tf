data "terraform_remote_state" "cluster" {
  backend = "s3"

  config = {
    bucket = "httpsok-222222222222-terraform-state"
    key    = "httpsok/production/ap-southeast-1/cluster"
    region = "ap-southeast-1"
  }
}

data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "httpsok-222222222222-terraform-state"
    key    = "httpsok/production/ap-southeast-1/network"
    region = "ap-southeast-1"
  }
}

# gp3
resource "kubernetes_storage_class_v1" "gp3" {
  storage_provisioner    = "ebs.csi.aws.com"
  allow_volume_expansion = true

  parameters = {
    type      = "gp3"
    encrypted = "true"
  }

  reclaim_policy      = "Delete"
  volume_binding_mode = "WaitForFirstConsumer"

  metadata {
    name = "gp3"

    annotations = {
      "storageclass.kubernetes.io/is-default-class" = "true"
    }
  }
}

# gp3 retain
resource "kubernetes_storage_class_v1" "gp3_retain" {
  storage_provisioner    = "ebs.csi.aws.com"
  allow_volume_expansion = true

  parameters = {
    type      = "gp3"
    encrypted = "true"
  }

  reclaim_policy      = "Retain"
  volume_binding_mode = "WaitForFirstConsumer"

  metadata {
    name = "gp3-retain"
  }
}

# application
resource "kubernetes_namespace_v1" "application" {
  metadata {
    name = "httpsok"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "application_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.application.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

resource "kubernetes_resource_quota_v1" "application_quota" {
  metadata {
    name      = "quota"
    namespace = kubernetes_namespace_v1.application.metadata[0].name
  }

  spec {
    hard = {
      "requests.cpu"           = "72"
      "requests.memory"        = "288Gi"
      "services.loadbalancers" = "0"
      "services.nodeports"     = "0"
    }
  }
}

# application / isolation
resource "kubernetes_network_policy_v1" "application_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.application.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# application ingress
resource "kubernetes_network_policy_v1" "application_ingress" {
  metadata {
    name      = "ingress"
    namespace = kubernetes_namespace_v1.application.metadata[0].name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }

      ports {
        port     = "8080"
        protocol = "TCP"
      }
    }

    pod_selector {}
  }
}

# cluster autoscaler / role / trust
data "aws_iam_policy_document" "cluster_autoscaler_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# cluster autoscaler / role / permissions
data "aws_iam_policy_document" "cluster_autoscaler_role_permissions" {
  statement {
    sid = "LookAround"

    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeTags",
      "eks:DescribeNodegroup",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
    ]

    resources = ["*"]
  }

  statement {
    sid = "ResizeOwnGroups"

    actions = [
      "autoscaling:SetDesiredCapacity",
      "autoscaling:TerminateInstanceInAutoScalingGroup",
    ]

    resources = ["*"]

    condition {
      test     = "StringEquals"
      values   = ["owned"]
      variable = "aws:ResourceTag/k8s.io/cluster-autoscaler/${data.terraform_remote_state.cluster.outputs.name}"
    }
  }
}

# cluster autoscaler / role
resource "aws_iam_role" "cluster_autoscaler_role" {
  name               = "httpsok-production-pods-cluster-autoscaler"
  assume_role_policy = data.aws_iam_policy_document.cluster_autoscaler_role_trust.json
  description        = "Pods of cluster-autoscaler"
}

resource "aws_iam_role_policy" "cluster_autoscaler_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.cluster_autoscaler_role_permissions.json
  role   = aws_iam_role.cluster_autoscaler_role.name
}

# cluster autoscaler
resource "aws_eks_pod_identity_association" "cluster_autoscaler_identity" {
  cluster_name    = data.terraform_remote_state.cluster.outputs.name
  namespace       = "kube-system"
  role_arn        = aws_iam_role.cluster_autoscaler_role.arn
  service_account = "cluster-autoscaler"
}

resource "helm_release" "cluster_autoscaler" {
  name             = "cluster-autoscaler"
  chart            = "cluster-autoscaler"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = "kube-system"
  repository       = "https://kubernetes.github.io/autoscaler"
  timeout          = 900

  values = [
    jsonencode({
      autoDiscovery = {
        clusterName = data.terraform_remote_state.cluster.outputs.name
      }
      awsRegion    = "ap-southeast-1"
      image        = { tag = "v1.36.0" }
      replicaCount = 2
      rbac = {
        serviceAccount = { name = "cluster-autoscaler" }
      }
      extraArgs = {
        balance-similar-node-groups = true
        skip-nodes-with-system-pods = false
        expander                    = "least-waste"
      }
      podDisruptionBudget = { maxUnavailable = 1 }
      tolerations         = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
    }),
  ]

  version       = "9.59.0"
  wait          = true
  wait_for_jobs = true

  depends_on = [
    aws_iam_role_policy.cluster_autoscaler_role_policy,
    aws_eks_pod_identity_association.cluster_autoscaler_identity,
  ]
}

# aws load balancer controller / role / trust
data "aws_iam_policy_document" "aws_load_balancer_controller_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# aws load balancer controller / role / permissions
data "aws_iam_policy_document" "aws_load_balancer_controller_role_permissions" {
  statement {
    sid       = "FirstLoadBalancerOfAnAccount"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      values   = ["elasticloadbalancing.amazonaws.com"]
      variable = "iam:AWSServiceName"
    }
  }

  statement {
    sid = "LookAround"

    actions = [
      "ec2:Describe*",
      "ec2:GetCoipPoolUsage",
      "ec2:GetSecurityGroupsForVpc",
      "elasticloadbalancing:Describe*",
      "acm:DescribeCertificate",
      "acm:ListCertificates",
      "wafv2:GetWebACL",
      "wafv2:GetWebACLForResource",
      "shield:DescribeProtection",
      "shield:GetSubscriptionState",
    ]

    resources = ["*"]
  }

  statement {
    sid = "ProtectLoadBalancers"

    actions = [
      "wafv2:AssociateWebACL",
      "wafv2:DisassociateWebACL",
      "shield:CreateProtection",
      "shield:DeleteProtection",
    ]

    resources = ["*"]
  }

  statement {
    sid = "OpenGroupsOfNodes"

    actions = [
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:CreateSecurityGroup",
      "ec2:RevokeSecurityGroupIngress",
    ]

    resources = ["*"]
  }

  statement {
    sid       = "TagNewGroups"
    actions   = ["ec2:CreateTags"]
    resources = ["arn:aws:ec2:*:*:security-group/*"]

    condition {
      test     = "StringEquals"
      values   = ["CreateSecurityGroup"]
      variable = "ec2:CreateAction"
    }

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:RequestTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid       = "TagOwnGroups"
    actions   = ["ec2:CreateTags", "ec2:DeleteTags"]
    resources = ["arn:aws:ec2:*:*:security-group/*"]

    condition {
      test     = "Null"
      values   = ["true"]
      variable = "aws:RequestTag/elbv2.k8s.aws/cluster"
    }

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:ResourceTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid       = "DeleteOwnGroups"
    actions   = ["ec2:DeleteSecurityGroup"]
    resources = ["*"]

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:ResourceTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid = "CreateTagged"

    actions = [
      "elasticloadbalancing:CreateLoadBalancer",
      "elasticloadbalancing:CreateTargetGroup",
    ]

    resources = ["*"]

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:RequestTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid     = "TagNew"
    actions = ["elasticloadbalancing:AddTags"]

    resources = [
      "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*",
      "arn:aws:elasticloadbalancing:*:*:loadbalancer/net/*/*",
      "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*",
    ]

    condition {
      test     = "StringEquals"
      values   = ["CreateLoadBalancer", "CreateTargetGroup"]
      variable = "elasticloadbalancing:CreateAction"
    }

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:RequestTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid     = "TagOwn"
    actions = ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"]

    resources = [
      "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*",
      "arn:aws:elasticloadbalancing:*:*:loadbalancer/net/*/*",
      "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*",
    ]

    condition {
      test     = "Null"
      values   = ["true"]
      variable = "aws:RequestTag/elbv2.k8s.aws/cluster"
    }

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:ResourceTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid     = "TagListeners"
    actions = ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"]

    resources = [
      "arn:aws:elasticloadbalancing:*:*:listener/net/*/*/*",
      "arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*",
      "arn:aws:elasticloadbalancing:*:*:listener-rule/net/*/*/*",
      "arn:aws:elasticloadbalancing:*:*:listener-rule/app/*/*/*",
    ]
  }

  statement {
    sid = "ChangeListeners"

    actions = [
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:CreateRule",
      "elasticloadbalancing:DeleteListener",
      "elasticloadbalancing:DeleteRule",
      "elasticloadbalancing:ModifyListener",
      "elasticloadbalancing:ModifyRule",
      "elasticloadbalancing:AddListenerCertificates",
      "elasticloadbalancing:RemoveListenerCertificates",
      "elasticloadbalancing:SetRulePriorities",
      "elasticloadbalancing:SetWebAcl",
    ]

    resources = ["*"]
  }

  statement {
    sid = "ChangeOwn"

    actions = [
      "elasticloadbalancing:DeleteLoadBalancer",
      "elasticloadbalancing:DeleteTargetGroup",
      "elasticloadbalancing:ModifyCapacityReservation",
      "elasticloadbalancing:ModifyIpPools",
      "elasticloadbalancing:ModifyListenerAttributes",
      "elasticloadbalancing:ModifyLoadBalancerAttributes",
      "elasticloadbalancing:ModifyTargetGroup",
      "elasticloadbalancing:ModifyTargetGroupAttributes",
      "elasticloadbalancing:SetIpAddressType",
      "elasticloadbalancing:SetSecurityGroups",
      "elasticloadbalancing:SetSubnets",
    ]

    resources = ["*"]

    condition {
      test     = "Null"
      values   = ["false"]
      variable = "aws:ResourceTag/elbv2.k8s.aws/cluster"
    }
  }

  statement {
    sid = "RegisterPods"

    actions = [
      "elasticloadbalancing:DeregisterTargets",
      "elasticloadbalancing:RegisterTargets",
    ]

    resources = ["arn:aws:elasticloadbalancing:*:*:targetgroup/*/*"]
  }
}

# aws load balancer controller / role
resource "aws_iam_role" "aws_load_balancer_controller_role" {
  name               = "httpsok-production-pods-aws-load-balancer-controller"
  assume_role_policy = data.aws_iam_policy_document.aws_load_balancer_controller_role_trust.json
  description        = "Pods of aws-load-balancer-controller"
}

resource "aws_iam_role_policy" "aws_load_balancer_controller_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.aws_load_balancer_controller_role_permissions.json
  role   = aws_iam_role.aws_load_balancer_controller_role.name
}

# aws load balancer controller
resource "aws_eks_pod_identity_association" "aws_load_balancer_controller_identity" {
  cluster_name    = data.terraform_remote_state.cluster.outputs.name
  namespace       = "kube-system"
  role_arn        = aws_iam_role.aws_load_balancer_controller_role.arn
  service_account = "aws-load-balancer-controller"
}

resource "helm_release" "aws_load_balancer_controller" {
  name             = "aws-load-balancer-controller"
  chart            = "aws-load-balancer-controller"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = "kube-system"
  repository       = "https://aws.github.io/eks-charts"
  timeout          = 900

  values = [
    jsonencode({
      clusterName                 = data.terraform_remote_state.cluster.outputs.name
      region                      = "ap-southeast-1"
      vpcId                       = data.terraform_remote_state.network.outputs.vpc_id
      replicaCount                = 2
      serviceAccount              = { name = "aws-load-balancer-controller" }
      enableServiceMutatorWebhook = false
      ingressClass                = "alb"
      createIngressClassResource  = true
      ingressClassConfig          = { default = true }
      defaultSSLPolicy            = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
      podDisruptionBudget         = { maxUnavailable = 1 }
      tolerations                 = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
    }),
  ]

  version       = "3.5.0"
  wait          = true
  wait_for_jobs = true

  depends_on = [
    aws_iam_role_policy.aws_load_balancer_controller_role_policy,
    aws_eks_pod_identity_association.aws_load_balancer_controller_identity,
  ]
}

# namespace cert manager
resource "kubernetes_namespace_v1" "namespace_cert_manager" {
  metadata {
    name = "cert-manager"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "namespace_cert_manager_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.namespace_cert_manager.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

resource "kubernetes_resource_quota_v1" "namespace_cert_manager_quota" {
  metadata {
    name      = "quota"
    namespace = kubernetes_namespace_v1.namespace_cert_manager.metadata[0].name
  }

  spec {
    hard = {
      "services.nodeports" = "0"
    }
  }
}

# namespace cert manager / isolation
resource "kubernetes_network_policy_v1" "namespace_cert_manager_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.namespace_cert_manager.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# cert manager / traffic
resource "kubernetes_network_policy_v1" "cert_manager_traffic" {
  metadata {
    name      = "cert-manager"
    namespace = kubernetes_namespace_v1.namespace_cert_manager.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "10.100.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    ingress {
      from {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }

      ports {
        port     = "10250"
        protocol = "TCP"
      }
    }

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "monitoring"
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }

      ports {
        port     = "9402"
        protocol = "TCP"
      }
    }

    pod_selector {}
  }
}

# cert manager
resource "helm_release" "cert_manager" {
  name             = "cert-manager"
  chart            = "cert-manager"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.namespace_cert_manager.metadata[0].name
  repository       = "https://charts.jetstack.io"
  timeout          = 900

  values = [
    jsonencode({
      crds                = { enabled = true, keep = true }
      replicaCount        = 2
      podDisruptionBudget = { enabled = true, minAvailable = 1 }
      tolerations         = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
      webhook = {
        replicaCount        = 2
        podDisruptionBudget = { enabled = true, minAvailable = 1 }
        tolerations         = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
      }
      cainjector = {
        replicaCount        = 2
        podDisruptionBudget = { enabled = true, minAvailable = 1 }
        tolerations         = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
      }
      startupapicheck = {
        tolerations = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
      }
    }),
  ]

  version       = "v1.21.1"
  wait          = true
  wait_for_jobs = true
  depends_on    = [kubernetes_network_policy_v1.cert_manager_traffic]
}

# namespace external secrets
resource "kubernetes_namespace_v1" "namespace_external_secrets" {
  metadata {
    name = "external-secrets"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "namespace_external_secrets_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.namespace_external_secrets.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

resource "kubernetes_resource_quota_v1" "namespace_external_secrets_quota" {
  metadata {
    name      = "quota"
    namespace = kubernetes_namespace_v1.namespace_external_secrets.metadata[0].name
  }

  spec {
    hard = {
      "services.nodeports" = "0"
    }
  }
}

# namespace external secrets / isolation
resource "kubernetes_network_policy_v1" "namespace_external_secrets_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.namespace_external_secrets.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# external secrets / traffic
resource "kubernetes_network_policy_v1" "external_secrets_traffic" {
  metadata {
    name      = "external-secrets"
    namespace = kubernetes_namespace_v1.namespace_external_secrets.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "10.100.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "0.0.0.0/0"
        }
      }
    }

    egress {
      ports {
        port     = "80"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "169.254.170.23/32"
        }
      }
    }

    ingress {
      from {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }

      ports {
        port     = "10250"
        protocol = "TCP"
      }
    }

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "monitoring"
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }

      ports {
        port     = "8080"
        protocol = "TCP"
      }
    }

    pod_selector {}
  }
}

# external secrets / role / trust
data "aws_iam_policy_document" "external_secrets_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# external secrets / role / permissions
data "aws_iam_policy_document" "external_secrets_role_permissions" {
  statement {
    sid       = "ActForNamespaces"
    actions   = ["sts:AssumeRole", "sts:TagSession"]
    resources = ["arn:aws:iam::222222222222:role/httpsok-production-secrets-*"]
  }
}

# external secrets / role
resource "aws_iam_role" "external_secrets_role" {
  name               = "httpsok-production-pods-external-secrets"
  assume_role_policy = data.aws_iam_policy_document.external_secrets_role_trust.json
  description        = "Pods of external-secrets"
}

resource "aws_iam_role_policy" "external_secrets_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.external_secrets_role_permissions.json
  role   = aws_iam_role.external_secrets_role.name
}

# external secrets
resource "aws_eks_pod_identity_association" "external_secrets_identity" {
  cluster_name    = data.terraform_remote_state.cluster.outputs.name
  namespace       = kubernetes_namespace_v1.namespace_external_secrets.metadata[0].name
  role_arn        = aws_iam_role.external_secrets_role.arn
  service_account = "external-secrets"
}

resource "helm_release" "external_secrets" {
  name             = "external-secrets"
  chart            = "external-secrets"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.namespace_external_secrets.metadata[0].name
  repository       = "https://charts.external-secrets.io"
  timeout          = 900

  values = [
    jsonencode({
      global = {
        tolerations = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
      }
      installCRDs         = true
      rbac                = { aggregateToEdit = false }
      replicaCount        = 2
      leaderElect         = true
      podDisruptionBudget = { enabled = true, minAvailable = 1 }
      webhook = {
        replicaCount        = 2
        podDisruptionBudget = { enabled = true, minAvailable = 1 }
      }
      certController = { replicaCount = 1 }
    }),
  ]

  version       = "2.9.0"
  wait          = true
  wait_for_jobs = true

  depends_on = [
    aws_iam_role_policy.external_secrets_role_policy,
    aws_eks_pod_identity_association.external_secrets_identity,
    kubernetes_network_policy_v1.external_secrets_traffic,
  ]
}

# namespace external dns
resource "kubernetes_namespace_v1" "namespace_external_dns" {
  metadata {
    name = "external-dns"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "namespace_external_dns_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.namespace_external_dns.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

resource "kubernetes_resource_quota_v1" "namespace_external_dns_quota" {
  metadata {
    name      = "quota"
    namespace = kubernetes_namespace_v1.namespace_external_dns.metadata[0].name
  }

  spec {
    hard = {
      "services.nodeports" = "0"
    }
  }
}

# namespace external dns / isolation
resource "kubernetes_network_policy_v1" "namespace_external_dns_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.namespace_external_dns.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# external dns / traffic
resource "kubernetes_network_policy_v1" "external_dns_traffic" {
  metadata {
    name      = "external-dns"
    namespace = kubernetes_namespace_v1.namespace_external_dns.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "10.100.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "0.0.0.0/0"
        }
      }
    }

    egress {
      ports {
        port     = "80"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "169.254.170.23/32"
        }
      }
    }

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "monitoring"
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }

      ports {
        port     = "7979"
        protocol = "TCP"
      }
    }

    pod_selector {}
  }
}

# external dns / role / trust
data "aws_iam_policy_document" "external_dns_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# external dns / role / permissions
data "aws_iam_policy_document" "external_dns_role_permissions" {
  statement {
    sid       = "FindZones"
    actions   = ["route53:ListHostedZones"]
    resources = ["*"]
  }

  statement {
    sid     = "ReadZones"
    actions = ["route53:ListResourceRecordSets", "route53:ListTagsForResources"]

    resources = [
      "arn:aws:route53:::hostedzone/${data.terraform_remote_state.network.outputs.private_zone_id}",
    ]
  }

  statement {
    sid     = "WriteRecords"
    actions = ["route53:ChangeResourceRecordSets"]

    resources = [
      "arn:aws:route53:::hostedzone/${data.terraform_remote_state.network.outputs.private_zone_id}",
    ]

    condition {
      test     = "ForAllValues:StringEquals"
      values   = ["A", "AAAA", "CNAME", "TXT"]
      variable = "route53:ChangeResourceRecordSetsRecordTypes"
    }
  }
}

# external dns / role
resource "aws_iam_role" "external_dns_role" {
  name               = "httpsok-production-pods-external-dns"
  assume_role_policy = data.aws_iam_policy_document.external_dns_role_trust.json
  description        = "Pods of external-dns"
}

resource "aws_iam_role_policy" "external_dns_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.external_dns_role_permissions.json
  role   = aws_iam_role.external_dns_role.name
}

# external dns
resource "aws_eks_pod_identity_association" "external_dns_identity" {
  cluster_name    = data.terraform_remote_state.cluster.outputs.name
  namespace       = kubernetes_namespace_v1.namespace_external_dns.metadata[0].name
  role_arn        = aws_iam_role.external_dns_role.arn
  service_account = "external-dns"
}

resource "helm_release" "external_dns" {
  name             = "external-dns"
  chart            = "external-dns"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.namespace_external_dns.metadata[0].name
  repository       = "https://kubernetes-sigs.github.io/external-dns"
  timeout          = 900

  values = [
    jsonencode({
      provider   = { name = "aws" }
      policy     = "sync"
      registry   = "txt"
      txtOwnerId = data.terraform_remote_state.cluster.outputs.name
      sources    = ["service", "ingress"]
      extraArgs = {
        zone-id-filter = [data.terraform_remote_state.network.outputs.private_zone_id]
      }
      serviceAccount = { name = "external-dns" }
      tolerations    = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
    }),
  ]

  version       = "1.21.1"
  wait          = true
  wait_for_jobs = true

  depends_on = [
    aws_iam_role_policy.external_dns_role_policy,
    aws_eks_pod_identity_association.external_dns_identity,
    kubernetes_network_policy_v1.external_dns_traffic,
  ]
}

# namespace elastic system
resource "kubernetes_namespace_v1" "namespace_elastic_system" {
  metadata {
    name = "elastic-system"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "namespace_elastic_system_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.namespace_elastic_system.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

resource "kubernetes_resource_quota_v1" "namespace_elastic_system_quota" {
  metadata {
    name      = "quota"
    namespace = kubernetes_namespace_v1.namespace_elastic_system.metadata[0].name
  }

  spec {
    hard = {
      "services.nodeports" = "0"
    }
  }
}

# namespace elastic system / isolation
resource "kubernetes_network_policy_v1" "namespace_elastic_system_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.namespace_elastic_system.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# eck operator / traffic
resource "kubernetes_network_policy_v1" "eck_operator_traffic" {
  metadata {
    name      = "eck-operator"
    namespace = kubernetes_namespace_v1.namespace_elastic_system.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "10.100.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    egress {
      ports {
        port     = "9200"
        protocol = "TCP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "logging"
          }
        }
      }
    }

    ingress {
      from {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }

      ports {
        port     = "9443"
        protocol = "TCP"
      }
    }

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "monitoring"
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }

      ports {
        port     = "8080"
        protocol = "TCP"
      }
    }

    pod_selector {}
  }
}

# eck operator
resource "helm_release" "eck_operator" {
  name             = "eck-operator"
  chart            = "eck-operator"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.namespace_elastic_system.metadata[0].name
  repository       = "https://helm.elastic.co"
  timeout          = 900

  values = [
    jsonencode({
      installCRDs  = true
      replicaCount = 2
      telemetry    = { disabled = true }
      config = {
        metrics = { port = "8080" }
      }
      tolerations = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
      podSecurityContext = {
        runAsNonRoot   = true
        seccompProfile = { type = "RuntimeDefault" }
      }
    }),
  ]

  version       = "3.5.0"
  wait          = true
  wait_for_jobs = true
  depends_on    = [kubernetes_network_policy_v1.eck_operator_traffic]
}

# snapshots
resource "helm_release" "snapshots" {
  name             = "snapshots"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = "kube-system"
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "snapshot.storage.k8s.io/v1"
          kind       = "VolumeSnapshotClass"
          metadata = {
            name = "ebs"
            annotations = {
              "snapshot.storage.kubernetes.io/is-default-class" = "true"
            }
          }
          driver         = "ebs.csi.aws.com"
          deletionPolicy = "Delete"
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true
}

# issuers
resource "helm_release" "issuers" {
  name             = "issuers"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.namespace_cert_manager.metadata[0].name
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "ClusterIssuer"
          metadata   = { name = "self-signed" }
          spec       = { selfSigned = {} }
        },
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "Certificate"
          metadata   = { name = "internal-authority", namespace = "cert-manager" }
          spec = {
            isCA       = true
            commonName = "internal authority"
            secretName = "internal-authority"
            duration   = "87600h"
            privateKey = { algorithm = "ECDSA", size = 256 }
            issuerRef  = { kind = "ClusterIssuer", name = "self-signed" }
          }
        },
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "ClusterIssuer"
          metadata   = { name = "internal" }
          spec = {
            ca = { secretName = "internal-authority" }
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true
  depends_on    = [helm_release.cert_manager]
}
