package io.meterbridge.secret;

import io.meterbridge.config.DataFolder;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.DatabaseLogin;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    private static final String FILE = "master.key";
    private static final Logger LOG = LoggerFactory.getLogger(SecretConfiguration.class);

    @Bean
    SecretBox secretBox(MeterbridgeProperties settings, DatabaseLogin database, DataFolder folder) {
        return new SecretBox(masterKey(settings.masterKey(), database.embedded(), folder),
                oldKeys(settings.oldMasterKeys()));
    }

    /** What is stored under them opens until it is sealed under the current one. */
    static List<MasterKey> oldKeys(List<String> settings) {
        try {
            return settings.stream().filter(each -> !each.isBlank()).map(MasterKey::of).toList();
        } catch (WeakMasterKey e) {
            throw e.amongTheOld();
        }
    }

    /** A key beside the database it protects is good enough only where both are this folder's. */
    static MasterKey masterKey(String setting, boolean embedded, DataFolder folder) {
        if (setting != null && !setting.isBlank()) {
            return MasterKey.of(setting);
        }
        if (!embedded) {
            throw new WeakMasterKey("it is not set, which only an embedded database allows");
        }
        var key = MasterKey.of(folder.keepSecret(FILE, MasterKey::generate));
        LOG.info("Stored secrets are sealed under the key in {}", folder.resolve(FILE));
        return key;
    }
}
