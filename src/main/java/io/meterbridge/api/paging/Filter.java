package io.meterbridge.api.paging;

import io.meterbridge.api.Bodies;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Page.Counts;
import io.meterbridge.database.Sql;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The filters of a list call as parameters of its two statements; a filter that is not given is null, which
 * the statements take as "any".
 */
public final class Filter {

    private final ApiRequest request;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private int filters;

    /** The filters of this call, none named yet. */
    public Filter(ApiRequest request) {
        this.request = request;
    }

    /** Filters by a text. */
    public Filter text(String name, String parameter) {
        return put(parameter, request.query().get(name));
    }

    /** Filters by an id; the contract has checked its form. */
    public Filter id(String name, String parameter) {
        var text = request.query().get(name);
        return put(parameter, text == null ? null : UUID.fromString(text));
    }

    /** Filters by an instant; the contract has checked its form. */
    public Filter instant(String name, String parameter) {
        var text = request.query().get(name);
        return put(parameter, text == null ? null : Utc.of(Bodies.instant(name, text)));
    }

    private Filter put(String parameter, Object value) {
        parameters.put(parameter, value);
        filters += value == null ? 0 : 1;
        return this;
    }

    /** Hands the statements a value that is no filter of the call. */
    public Filter with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    /**
     * Counts and lists.
     *
     * @param countAll statement that counts without a filter
     * @param count    statement that counts what matches; not asked when nothing is filtered
     * @param list     statement that takes {@code limit} and {@code offset} too
     */
    public <T> Page<T> page(JdbcClient jdbc, String countAll, String count, String list,
            RowMapper<T> rows) {
        var page = PageRequest.of(request);
        var all = jdbc.sql(Sql.of(countAll)).params(parameters).query(Long.class).single();
        var matching = filters == 0 ? all
                : jdbc.sql(Sql.of(count)).params(parameters).query(Long.class).single();
        var counted = new Counts(matching, all);
        var results = jdbc.sql(Sql.of(list)).params(parameters)
                .param("limit", page.size())
                .param("offset", page.offset())
                .query(rows)
                .list();
        return Page.of(request, counted, results);
    }
}
