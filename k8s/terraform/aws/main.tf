# What a seller sets up in its AWS account: a role that Meterbridge assumes, a queue, and the rule that fills it.
# Agreement events exist on the default bus of us-east-1 only, so everything is there.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "meterbridge_principal" {
  description = "ARN of the role that Meterbridge runs under: the only one that may assume this role."
  type        = string
}

variable "external_id" {
  description = "A random value that only you and Meterbridge know; PUT /api/integrations/aws takes it as external_id."
  type        = string
  sensitive   = true
}

data "aws_iam_policy_document" "may_assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [var.meterbridge_principal]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

# Metering and agreement actions cannot be limited to a resource: AWS knows only "*" for them.
data "aws_iam_policy_document" "meterbridge" {
  statement {
    sid       = "MeterUsage"
    actions   = ["aws-marketplace:BatchMeterUsage", "aws-marketplace:ResolveCustomer"]
    resources = ["*"]
  }
  statement {
    sid = "ReadContracts"
    actions = [
      "aws-marketplace:GetEntitlements",
      "aws-marketplace:SearchAgreements",
      "aws-marketplace:DescribeAgreement",
      "aws-marketplace:GetAgreementTerms",
    ]
    resources = ["*"]
  }
  statement {
    sid       = "TakeNotifications"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.notifications.arn]
  }
}

resource "aws_iam_role" "meterbridge" {
  name               = "meterbridge"
  assume_role_policy = data.aws_iam_policy_document.may_assume.json
}

resource "aws_iam_role_policy" "meterbridge" {
  name   = "meterbridge"
  role   = aws_iam_role.meterbridge.id
  policy = data.aws_iam_policy_document.meterbridge.json
}

resource "aws_sqs_queue" "unread" {
  name                      = "meterbridge-notifications-unread"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

# Meterbridge stores a notification before it deletes the message; five failures put it aside where you can look at it.
resource "aws_sqs_queue" "notifications" {
  name                       = "meterbridge-notifications"
  message_retention_seconds  = 1209600
  visibility_timeout_seconds = 60
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.unread.arn
    maxReceiveCount     = 5
  })
}

resource "aws_cloudwatch_event_rule" "agreements" {
  name          = "meterbridge-agreements"
  description   = "Created, amended and ended agreements and licences of AWS Marketplace"
  event_pattern = jsonencode({ source = ["aws.agreement-marketplace"] })
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.agreements.name
  arn  = aws_sqs_queue.notifications.arn
}

# The queue's policy is what authenticates a notification: nobody else may send.
data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.notifications.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.agreements.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "notifications" {
  queue_url = aws_sqs_queue.notifications.id
  policy    = data.aws_iam_policy_document.queue.json
}

output "role_arn" {
  description = "role_arn of PUT /api/integrations/aws"
  value       = aws_iam_role.meterbridge.arn
}

output "notifications_queue_url" {
  description = "notifications_queue_url of PUT /api/integrations/aws"
  value       = aws_sqs_queue.notifications.url
}
