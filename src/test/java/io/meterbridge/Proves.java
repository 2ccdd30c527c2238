package io.meterbridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the numbered promises of {@code docs/invariants.md} that a test proves. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Proves {

    /** Promise numbers, for example {@code "M-13"} or {@code "R-07"}. */
    String[] value();
}
