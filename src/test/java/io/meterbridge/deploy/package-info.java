/** What operators apply is held against the schemas it will meet: Kubernetes, Camel K, Terraform, the image. */
package io.meterbridge.deploy;
