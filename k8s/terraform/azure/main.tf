# What a seller sets up in Microsoft Entra: one application whose ids go into every offer's technical configuration in
# Partner Center. Permissions come from Partner Center, so the application has none of its own.

terraform {
  required_version = ">= 1.5"
  required_providers {
    azuread = {
      source  = "hashicorp/azuread"
      version = ">= 2.47"
    }
  }
}

variable "secret_lasts" {
  description = "How long the client secret is valid. An expired one stops metering: renew it before."
  type        = string
  default     = "4320h"
}

data "azuread_client_config" "current" {}

# The marketplace's own application has to be known in the tenant before a token for it can be had.
resource "azuread_service_principal" "marketplace" {
  client_id    = "20e940b3-4c77-4b0b-9a53-9e16a1b010a7"
  use_existing = true
}

resource "azuread_application" "meterbridge" {
  display_name     = "Meterbridge"
  sign_in_audience = "AzureADMyOrg"
  owners           = [data.azuread_client_config.current.object_id]
}

resource "azuread_service_principal" "meterbridge" {
  client_id = azuread_application.meterbridge.client_id
  owners    = [data.azuread_client_config.current.object_id]
}

resource "azuread_application_password" "meterbridge" {
  application_id    = azuread_application.meterbridge.id
  display_name      = "Meterbridge"
  end_date_relative = var.secret_lasts
}

output "tenant_id" {
  description = "tenant_id of PUT /api/integrations/azure, and of the offer's technical configuration"
  value       = data.azuread_client_config.current.tenant_id
}

output "client_id" {
  description = "client_id of PUT /api/integrations/azure, and of the offer's technical configuration"
  value       = azuread_application.meterbridge.client_id
}

output "client_secret" {
  description = "client_secret of PUT /api/integrations/azure"
  value       = azuread_application_password.meterbridge.value
  sensitive   = true
}
