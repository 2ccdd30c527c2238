package io.meterbridge.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** A certificate of nobody but itself, written by hand: the JDK reads them and writes none. */
final class SelfSigned {

    private static final byte[] SHA256_WITH_RSA = HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private SelfSigned() {
    }

    /** The certificate of an RSA key, good from 2020 until 2049. */
    static String pem(KeyPair keys, String name) {
        var subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text(0x0c, name))));
        var validity = der(SEQUENCE, text(0x17, "200101000000Z"), text(0x17, "491231235959Z"));
        var body = der(SEQUENCE, der(0xa0, der(0x02, new byte[] {2})), der(0x02, new byte[] {1}), SHA256_WITH_RSA,
                subject, validity, subject, keys.getPublic().getEncoded());
        var certificate = der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, new byte[] {0}, sign(keys, body)));
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] sign(KeyPair keys, byte[] body) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.size() < 0x80) {
            all.write(content.size());
        } else if (content.size() < 0x100) {
            all.write(0x81);
            all.write(content.size());
        } else {
            all.write(0x82);
            all.write(content.size() >> 8);
            all.write(content.size());
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
