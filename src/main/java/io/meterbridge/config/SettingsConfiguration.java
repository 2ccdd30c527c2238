package io.meterbridge.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeterbridgeProperties.class)
class SettingsConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsConfiguration.class);

    @Bean
    DataFolder dataFolder(MeterbridgeProperties settings) {
        return new DataFolder(settings.dataDir());
    }

    @Bean
    OperatorCredential operatorCredential(MeterbridgeProperties settings, DataFolder folder) {
        var operator = settings.operator();
        if (operator.isSet()) {
            return new OperatorCredential(operator.clientId(), operator.secret());
        }
        var credential = OperatorCredentialFile.in(folder);
        LOG.info("The operator's credential is in {}", folder.resolve(OperatorCredentialFile.NAME));
        return credential;
    }
}
