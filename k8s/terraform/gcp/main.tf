# What a seller sets up in its Google Cloud project: a service account that may report usage and read entitlements, and
# a subscription to the marketplace's topic. The service account has to be linked in the Producer Portal too.

terraform {
  required_version = ">= 1.5"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}

variable "project" {
  description = "The project that the listing belongs to."
  type        = string
}

variable "marketplace_topic" {
  description = "The topic that the Producer Portal names: projects/cloudcommerceproc-prod/topics/…"
  type        = string
}

provider "google" {
  project = var.project
}

data "google_project" "this" {}

resource "google_service_account" "meterbridge" {
  account_id   = "meterbridge"
  display_name = "Meterbridge"
}

# Checks and reports of usage.
resource "google_project_iam_member" "reports_usage" {
  project = var.project
  role    = "roles/servicemanagement.serviceController"
  member  = "serviceAccount:${google_service_account.meterbridge.email}"
}

# Entitlements are read; approving them (approval_mode "auto") needs more: grant it in the Producer Portal.
resource "google_project_iam_member" "reads_entitlements" {
  project = var.project
  role    = "roles/consumerprocurement.entitlementViewer"
  member  = "serviceAccount:${google_service_account.meterbridge.email}"
}

resource "google_pubsub_topic" "unread" {
  name = "meterbridge-notifications-unread"
}

resource "google_pubsub_subscription" "unread" {
  name  = "meterbridge-notifications-unread"
  topic = google_pubsub_topic.unread.id
  expiration_policy {
    ttl = ""
  }
}

# Meterbridge stores a notification before it acknowledges. Without a retry policy a refused one comes back at once,
# and without "never expires" a quiet month deletes the subscription.
resource "google_pubsub_subscription" "notifications" {
  name                       = "meterbridge-notifications"
  topic                      = var.marketplace_topic
  ack_deadline_seconds       = 60
  message_retention_duration = "604800s"
  expiration_policy {
    ttl = ""
  }
  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }
  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.unread.id
    max_delivery_attempts = 10
  }
}

resource "google_pubsub_subscription_iam_member" "takes_notifications" {
  subscription = google_pubsub_subscription.notifications.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:${google_service_account.meterbridge.email}"
}

# Pub/Sub itself moves what was refused too often.
resource "google_pubsub_topic_iam_member" "puts_aside" {
  topic  = google_pubsub_topic.unread.name
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription_iam_member" "puts_aside" {
  subscription = google_pubsub_subscription.notifications.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

output "service_account" {
  description = "Link it in the Producer Portal; its key file is service_account_json of PUT /api/integrations/gcp"
  value       = google_service_account.meterbridge.email
}

output "pubsub_subscription" {
  description = "pubsub_subscription of PUT /api/integrations/gcp"
  value       = google_pubsub_subscription.notifications.id
}
