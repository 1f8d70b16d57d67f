data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/network"
    region = "ap-southeast-1"
  }
}

# nodes / trust
data "aws_iam_policy_document" "nodes_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["ec2.amazonaws.com"]
      type        = "Service"
    }
  }
}

# nodes
resource "aws_iam_role" "nodes" {
  name               = "httpsok-staging-nodes"
  assume_role_policy = data.aws_iam_policy_document.nodes_trust.json
  description        = "Nodes of the Kubernetes cluster"
}

resource "aws_iam_role_policy_attachment" "nodes_amazon_eksworker_node_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
  role       = aws_iam_role.nodes.name
}

resource "aws_iam_role_policy_attachment" "nodes_amazon_ec2_container_registry_pull_only" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"
  role       = aws_iam_role.nodes.name
}

resource "aws_iam_role_policy_attachment" "nodes_amazon_ssmmanaged_instance_core" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
  role       = aws_iam_role.nodes.name
}

# cluster / key / access
data "aws_iam_policy_document" "cluster_key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# cluster / key
resource "aws_kms_key" "cluster_key" {
  deletion_window_in_days = 30
  description             = "Secrets of the Kubernetes cluster"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.cluster_key_access.json

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "cluster_key_alias" {
  name          = "alias/httpsok-staging-cluster"
  target_key_id = aws_kms_key.cluster_key.key_id
}

# cluster
resource "aws_cloudwatch_log_group" "cluster_logs" {
  name              = "/aws/eks/httpsok-staging/cluster"
  retention_in_days = 90
}

# cluster / role / trust
data "aws_iam_policy_document" "cluster_role_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# cluster / role / permissions
data "aws_iam_policy_document" "cluster_role_permissions" {
  statement {
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"]
    resources = [aws_kms_key.cluster_key.arn]
  }
}

# cluster / role
resource "aws_iam_role" "cluster_role" {
  name               = "httpsok-staging-cluster"
  assume_role_policy = data.aws_iam_policy_document.cluster_role_trust.json
  description        = "The control plane of the Kubernetes cluster"
}

resource "aws_iam_role_policy" "cluster_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.cluster_role_permissions.json
  role   = aws_iam_role.cluster_role.name
}

resource "aws_iam_role_policy_attachment" "cluster_role_amazon_ekscluster_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
  role       = aws_iam_role.cluster_role.name
}

# cluster
resource "aws_eks_cluster" "cluster" {
  name                          = "httpsok-staging"
  role_arn                      = aws_iam_role.cluster_role.arn
  bootstrap_self_managed_addons = false
  deletion_protection           = true
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  version                       = "1.36"

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = true
  }

  compute_config {
    enabled = false
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.cluster_key.arn
    }
  }

  kubernetes_network_config {
    elastic_load_balancing {
      enabled = false
    }
  }

  storage_config {
    block_storage {
      enabled = false
    }
  }

  upgrade_policy {
    support_type = "STANDARD"
  }

  vpc_config {
    subnet_ids              = data.terraform_remote_state.network.outputs.private_subnet_ids
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  zonal_shift_config {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [
    aws_cloudwatch_log_group.cluster_logs,
    aws_iam_role_policy.cluster_role_policy,
    aws_iam_role_policy_attachment.cluster_role_amazon_ekscluster_policy,
  ]
}

resource "aws_vpc_security_group_ingress_rule" "cluster_from_vpc_443" {
  ip_protocol       = "tcp"
  security_group_id = aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id
  cidr_ipv4         = data.terraform_remote_state.network.outputs.vpc_cidr
  description       = "Kubernetes API from inside the VPC"
  from_port         = 443
  to_port           = 443
}

# administrator operations
resource "aws_eks_access_entry" "administrator_operations" {
  cluster_name  = aws_eks_cluster.cluster.name
  principal_arn = "arn:aws:iam::111111111111:role/operations"
  type          = "STANDARD"
}

resource "aws_eks_access_policy_association" "administrator_operations_policy" {
  cluster_name  = aws_eks_cluster.cluster.name
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  principal_arn = aws_eks_access_entry.administrator_operations.principal_arn

  access_scope {
    type = "cluster"
  }
}

# eks pod identity agent
data "aws_eks_addon_version" "eks_pod_identity_agent_version" {
  addon_name         = "eks-pod-identity-agent"
  kubernetes_version = aws_eks_cluster.cluster.version
}

resource "aws_eks_addon" "eks_pod_identity_agent" {
  addon_name                  = "eks-pod-identity-agent"
  cluster_name                = aws_eks_cluster.cluster.name
  addon_version               = data.aws_eks_addon_version.eks_pod_identity_agent_version.version
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
}

# vpc cni
data "aws_eks_addon_version" "vpc_cni_version" {
  addon_name         = "vpc-cni"
  kubernetes_version = aws_eks_cluster.cluster.version
}

# vpc cni / role / trust
data "aws_iam_policy_document" "vpc_cni_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# vpc cni / role
resource "aws_iam_role" "vpc_cni_role" {
  name               = "httpsok-staging-pods-vpc-cni"
  assume_role_policy = data.aws_iam_policy_document.vpc_cni_role_trust.json
  description        = "Pods of vpc-cni"
}

resource "aws_iam_role_policy_attachment" "vpc_cni_role_amazon_eks_cni_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
  role       = aws_iam_role.vpc_cni_role.name
}

# vpc cni
resource "aws_eks_addon" "vpc_cni" {
  addon_name    = "vpc-cni"
  cluster_name  = aws_eks_cluster.cluster.name
  addon_version = data.aws_eks_addon_version.vpc_cni_version.version

  configuration_values = jsonencode({
    enableNetworkPolicy = "true"
    env                 = { ENABLE_PREFIX_DELEGATION = "true" }
  })

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"

  pod_identity_association {
    role_arn        = aws_iam_role.vpc_cni_role.arn
    service_account = "aws-node"
  }

  depends_on = [aws_iam_role_policy_attachment.vpc_cni_role_amazon_eks_cni_policy]
}

# kube proxy
data "aws_eks_addon_version" "kube_proxy_version" {
  addon_name         = "kube-proxy"
  kubernetes_version = aws_eks_cluster.cluster.version
}

resource "aws_eks_addon" "kube_proxy" {
  addon_name                  = "kube-proxy"
  cluster_name                = aws_eks_cluster.cluster.name
  addon_version               = data.aws_eks_addon_version.kube_proxy_version.version
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
}

data "terraform_remote_state" "database" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/database"
    region = "ap-southeast-1"
  }
}

# system
resource "aws_launch_template" "system_template" {
  name                   = "httpsok-staging-nodes-system"
  description            = "Nodes of group system"
  update_default_version = true

  vpc_security_group_ids = [
    aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id,
    data.terraform_remote_state.database.outputs.client_security_group_id,
  ]

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      volume_size           = 50
      volume_type           = "gp3"
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name = "httpsok-staging-nodes-system"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "httpsok-staging-nodes-system"
    }
  }
}

resource "aws_eks_node_group" "system" {
  cluster_name           = aws_eks_cluster.cluster.name
  node_role_arn          = aws_iam_role.nodes.arn
  subnet_ids             = data.terraform_remote_state.network.outputs.private_subnet_ids
  ami_type               = "AL2023_ARM_64_STANDARD"
  instance_types         = ["m7g.large"]
  node_group_name_prefix = "system-"
  version                = aws_eks_cluster.cluster.version

  launch_template {
    id      = aws_launch_template.system_template.id
    version = aws_launch_template.system_template.latest_version
  }

  node_repair_config {
    enabled = true
  }

  scaling_config {
    desired_size = 3
    max_size     = 6
    min_size     = 3
  }

  taint {
    effect = "NO_SCHEDULE"
    key    = "CriticalAddonsOnly"
    value  = "true"
  }

  update_config {
    max_unavailable_percentage = 33
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [scaling_config[0].desired_size]
  }

  depends_on = [
    aws_iam_role_policy_attachment.nodes_amazon_eksworker_node_policy,
    aws_iam_role_policy_attachment.nodes_amazon_ec2_container_registry_pull_only,
    aws_iam_role_policy_attachment.nodes_amazon_ssmmanaged_instance_core,
    aws_eks_addon.eks_pod_identity_agent,
    aws_eks_addon.vpc_cni,
    aws_eks_addon.kube_proxy,
  ]
}

# general a
resource "aws_launch_template" "general_a_template" {
  name                   = "httpsok-staging-nodes-general-a"
  description            = "Nodes of group general-a"
  update_default_version = true

  vpc_security_group_ids = [
    aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id,
    data.terraform_remote_state.database.outputs.client_security_group_id,
  ]

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      volume_size           = 100
      volume_type           = "gp3"
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name = "httpsok-staging-nodes-general-a"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "httpsok-staging-nodes-general-a"
    }
  }
}

resource "aws_eks_node_group" "general_a" {
  cluster_name           = aws_eks_cluster.cluster.name
  node_role_arn          = aws_iam_role.nodes.arn
  subnet_ids             = [element(data.terraform_remote_state.network.outputs.private_subnet_ids, 0)]
  ami_type               = "AL2023_ARM_64_STANDARD"
  instance_types         = ["m7g.2xlarge"]
  node_group_name_prefix = "general-a-"
  version                = aws_eks_cluster.cluster.version

  launch_template {
    id      = aws_launch_template.general_a_template.id
    version = aws_launch_template.general_a_template.latest_version
  }

  node_repair_config {
    enabled = true
  }

  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }

  update_config {
    max_unavailable_percentage = 33
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [scaling_config[0].desired_size]
  }

  depends_on = [
    aws_iam_role_policy_attachment.nodes_amazon_eksworker_node_policy,
    aws_iam_role_policy_attachment.nodes_amazon_ec2_container_registry_pull_only,
    aws_iam_role_policy_attachment.nodes_amazon_ssmmanaged_instance_core,
    aws_eks_addon.eks_pod_identity_agent,
    aws_eks_addon.vpc_cni,
    aws_eks_addon.kube_proxy,
  ]
}

# general b
resource "aws_launch_template" "general_b_template" {
  name                   = "httpsok-staging-nodes-general-b"
  description            = "Nodes of group general-b"
  update_default_version = true

  vpc_security_group_ids = [
    aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id,
    data.terraform_remote_state.database.outputs.client_security_group_id,
  ]

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      volume_size           = 100
      volume_type           = "gp3"
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name = "httpsok-staging-nodes-general-b"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "httpsok-staging-nodes-general-b"
    }
  }
}

resource "aws_eks_node_group" "general_b" {
  cluster_name           = aws_eks_cluster.cluster.name
  node_role_arn          = aws_iam_role.nodes.arn
  subnet_ids             = [element(data.terraform_remote_state.network.outputs.private_subnet_ids, 1)]
  ami_type               = "AL2023_ARM_64_STANDARD"
  instance_types         = ["m7g.2xlarge"]
  node_group_name_prefix = "general-b-"
  version                = aws_eks_cluster.cluster.version

  launch_template {
    id      = aws_launch_template.general_b_template.id
    version = aws_launch_template.general_b_template.latest_version
  }

  node_repair_config {
    enabled = true
  }

  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }

  update_config {
    max_unavailable_percentage = 33
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [scaling_config[0].desired_size]
  }

  depends_on = [
    aws_iam_role_policy_attachment.nodes_amazon_eksworker_node_policy,
    aws_iam_role_policy_attachment.nodes_amazon_ec2_container_registry_pull_only,
    aws_iam_role_policy_attachment.nodes_amazon_ssmmanaged_instance_core,
    aws_eks_addon.eks_pod_identity_agent,
    aws_eks_addon.vpc_cni,
    aws_eks_addon.kube_proxy,
  ]
}

# general c
resource "aws_launch_template" "general_c_template" {
  name                   = "httpsok-staging-nodes-general-c"
  description            = "Nodes of group general-c"
  update_default_version = true

  vpc_security_group_ids = [
    aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id,
    data.terraform_remote_state.database.outputs.client_security_group_id,
  ]

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      volume_size           = 100
      volume_type           = "gp3"
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name = "httpsok-staging-nodes-general-c"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "httpsok-staging-nodes-general-c"
    }
  }
}

resource "aws_eks_node_group" "general_c" {
  cluster_name           = aws_eks_cluster.cluster.name
  node_role_arn          = aws_iam_role.nodes.arn
  subnet_ids             = [element(data.terraform_remote_state.network.outputs.private_subnet_ids, 2)]
  ami_type               = "AL2023_ARM_64_STANDARD"
  instance_types         = ["m7g.2xlarge"]
  node_group_name_prefix = "general-c-"
  version                = aws_eks_cluster.cluster.version

  launch_template {
    id      = aws_launch_template.general_c_template.id
    version = aws_launch_template.general_c_template.latest_version
  }

  node_repair_config {
    enabled = true
  }

  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }

  update_config {
    max_unavailable_percentage = 33
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [scaling_config[0].desired_size]
  }

  depends_on = [
    aws_iam_role_policy_attachment.nodes_amazon_eksworker_node_policy,
    aws_iam_role_policy_attachment.nodes_amazon_ec2_container_registry_pull_only,
    aws_iam_role_policy_attachment.nodes_amazon_ssmmanaged_instance_core,
    aws_eks_addon.eks_pod_identity_agent,
    aws_eks_addon.vpc_cni,
    aws_eks_addon.kube_proxy,
  ]
}

# coredns
data "aws_eks_addon_version" "coredns_version" {
  addon_name         = "coredns"
  kubernetes_version = aws_eks_cluster.cluster.version
}

resource "aws_eks_addon" "coredns" {
  addon_name                  = "coredns"
  cluster_name                = aws_eks_cluster.cluster.name
  addon_version               = data.aws_eks_addon_version.coredns_version.version
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"

  depends_on = [
    aws_eks_node_group.system,
    aws_eks_node_group.general_a,
    aws_eks_node_group.general_b,
    aws_eks_node_group.general_c,
  ]
}

# aws ebs csi driver
data "aws_eks_addon_version" "aws_ebs_csi_driver_version" {
  addon_name         = "aws-ebs-csi-driver"
  kubernetes_version = aws_eks_cluster.cluster.version
}

# aws ebs csi driver / role / trust
data "aws_iam_policy_document" "aws_ebs_csi_driver_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# aws ebs csi driver / role
resource "aws_iam_role" "aws_ebs_csi_driver_role" {
  name               = "httpsok-staging-pods-aws-ebs-csi-driver"
  assume_role_policy = data.aws_iam_policy_document.aws_ebs_csi_driver_role_trust.json
  description        = "Pods of aws-ebs-csi-driver"
}

resource "aws_iam_role_policy_attachment" "aws_ebs_csi_driver_role_service_role_amazon_ebscsidriver_policy" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"
  role       = aws_iam_role.aws_ebs_csi_driver_role.name
}

# aws ebs csi driver
resource "aws_eks_addon" "aws_ebs_csi_driver" {
  addon_name                  = "aws-ebs-csi-driver"
  cluster_name                = aws_eks_cluster.cluster.name
  addon_version               = data.aws_eks_addon_version.aws_ebs_csi_driver_version.version
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"

  pod_identity_association {
    role_arn        = aws_iam_role.aws_ebs_csi_driver_role.arn
    service_account = "ebs-csi-controller-sa"
  }

  depends_on = [
    aws_iam_role_policy_attachment.aws_ebs_csi_driver_role_service_role_amazon_ebscsidriver_policy,
    aws_eks_node_group.system,
    aws_eks_node_group.general_a,
    aws_eks_node_group.general_b,
    aws_eks_node_group.general_c,
  ]
}

# snapshot controller
data "aws_eks_addon_version" "snapshot_controller_version" {
  addon_name         = "snapshot-controller"
  kubernetes_version = aws_eks_cluster.cluster.version
}

resource "aws_eks_addon" "snapshot_controller" {
  addon_name    = "snapshot-controller"
  cluster_name  = aws_eks_cluster.cluster.name
  addon_version = data.aws_eks_addon_version.snapshot_controller_version.version

  configuration_values = jsonencode({
    tolerations = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
  })

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"

  depends_on = [
    aws_eks_node_group.system,
    aws_eks_node_group.general_a,
    aws_eks_node_group.general_b,
    aws_eks_node_group.general_c,
  ]
}

# metrics server
data "aws_eks_addon_version" "metrics_server_version" {
  addon_name         = "metrics-server"
  kubernetes_version = aws_eks_cluster.cluster.version
}

resource "aws_eks_addon" "metrics_server" {
  addon_name    = "metrics-server"
  cluster_name  = aws_eks_cluster.cluster.name
  addon_version = data.aws_eks_addon_version.metrics_server_version.version

  configuration_values = jsonencode({
    tolerations = [{ key = "CriticalAddonsOnly", operator = "Exists" }]
  })

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"

  depends_on = [
    aws_eks_node_group.system,
    aws_eks_node_group.general_a,
    aws_eks_node_group.general_b,
    aws_eks_node_group.general_c,
  ]
}
