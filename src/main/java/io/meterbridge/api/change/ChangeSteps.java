package io.meterbridge.api.change;

import io.meterbridge.api.web.ApiAnswer;
import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;

/**
 * Wraps the steps of routes. In group {@code api} the first step, which remembers the request, answers at once
 * what was answered before under the same {@code Idempotency-Key}. The last step before the answer is the
 * change: its transaction also keeps the answer. Steps between them, which may call somebody, run outside of
 * any transaction as always.
 *
 * <p>Every step runs on behalf of its caller, also in the routes that an API route calls: a call to another
 * route only queues that route's steps, so each of them has to say for itself whose they are.
 */
final class ChangeSteps implements InterceptStrategy {

    private static final String GROUP = "api";
    private static final String ANSWER = "apiAnswer";

    private final RememberedAnswers answers;
    private final ApiAnswer apiAnswer;
    private final InstantSource clock;

    ChangeSteps(RememberedAnswers answers, ApiAnswer apiAnswer, InstantSource clock) {
        this.answers = answers;
        this.apiAnswer = apiAnswer;
        this.clock = clock;
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target,
            Processor nextTarget) {
        var route = definition instanceof ProcessorDefinition<?> step
                ? ProcessorDefinitionHelper.getRoute(step) : null;
        if (route == null) {
            return target;
        }
        if (!GROUP.equals(route.getGroup())) {
            return works(definition) ? new AuthoredStep(target, clock) : target;
        }
        if (isAnswer((ProcessorDefinition<?>) definition, "remember")) {
            return new RepeatingStep(target, answers, apiAnswer);
        }
        var changing = isAnswer(nextOf((ProcessorDefinition<?>) definition), "good")
                ? new OnceStep(target, answers, apiAnswer) : target;
        return new AuthoredStep(changing, clock);
    }

    /** Whether a step does something itself instead of ordering others. */
    private static boolean works(NamedNode step) {
        return step instanceof BeanDefinition || step instanceof ToDefinition;
    }

    private static ProcessorDefinition<?> nextOf(ProcessorDefinition<?> step) {
        var siblings = step.getParent() == null ? null : step.getParent().getOutputs();
        var index = siblings == null ? -1 : siblings.indexOf(step);
        return index < 0 || index + 1 >= siblings.size() ? null : siblings.get(index + 1);
    }

    private static boolean isAnswer(ProcessorDefinition<?> step, String method) {
        return step instanceof BeanDefinition bean && ANSWER.equals(bean.getRef())
                && method.equals(bean.getMethod());
    }
}
