package io.meterbridge.database;

/**
 * Where the database is and how to sign in to it.
 *
 * @param url      JDBC URL
 * @param embedded true when this process runs the server itself
 */
public record DatabaseLogin(String url, String username, String password, boolean embedded) {

    /** Without the password, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "DatabaseLogin[url="
                + url
                + ", username="
                + username
                + ", embedded="
                + embedded
                + "]";
    }
}
