package io.meterbridge.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

class ClientSecretsTest {

    private final ClientSecrets secrets = new ClientSecrets();

    @Test
    void aSecretThatWasMadeHereFitsItsHashAndNoOther() {
        var secret = secrets.newSecret();
        var hash = secrets.hash(secret);

        assertThat(hash).doesNotContain(secret);
        assertThat(secrets.matches(secret, hash)).isTrue();
        assertThat(secrets.matches(secrets.newSecret(), hash)).isFalse();
        assertThat(secrets.matches(hash, hash)).isFalse();
    }

    @Test
    void aChosenSecretIsHashedDifferentlyEachTimeAndFitsEachOfItsHashes() {
        var hash = secrets.hashOfChosen("swordfish");
        var again = secrets.hashOfChosen("swordfish");

        assertThat(again).isNotEqualTo(hash);
        assertThat(secrets.matches("swordfish", hash)).isTrue();
        assertThat(secrets.matches("swordfish", again)).isTrue();
        assertThat(secrets.matches("sailfish", hash)).isFalse();
    }

    @Test
    void whatEarlierVersionsStoredForSellersStaysValid() {
        var secret = secrets.newSecret();
        var stored = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(secret);

        assertThat(secrets.matches(secret, stored)).isTrue();
        assertThat(secrets.matches(secrets.newSecret(), stored)).isFalse();
    }

    @Test
    void nothingFitsWhereNoHashIs() {
        assertThat(secrets.matches(secrets.newSecret(), null)).isFalse();
    }
}
