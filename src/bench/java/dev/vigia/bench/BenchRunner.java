package dev.vigia.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// `./vigia bench [name…]`: runs the benchmarks and prints a table. Exit code 1 if a ratio does not hold or a
/// benchmark breaks, 2 for an unknown name.
public final class BenchRunner {

    private BenchRunner() {}

    public static void main(String[] args) throws Exception {
        var wanted = Set.of(args);
        var all = benchmarks();
        var names = all.stream().map(Benchmark::name).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                System.err.println("There is no benchmark named " + name + ". There are: " + String.join(", ", names));
                System.exit(2);
            }
        }
        boolean good = true;
        List<String> table = new ArrayList<>();
        for (Benchmark benchmark : all) {
            if (wanted.isEmpty() || wanted.contains(benchmark.name())) {
                good &= run(benchmark, table);
            }
        }
        System.out.println();
        System.out.printf("%-18s %-5s %8s  %-8s  %s%n", "benchmark", "", "median", "target", "spread, rounds, sides");
        table.forEach(System.out::println);
        System.out.printf("max heap %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
        // Servers that a benchmark failed to stop must not keep the process.
        System.exit(good ? 0 : 1);
    }

    private static boolean run(Benchmark benchmark, List<String> table) {
        if (!benchmark.missing().isEmpty()) {
            table.add(String.format("%-18s not run: %s", benchmark.name(), benchmark.missing()));
            return true;
        }
        System.out.println("running " + benchmark.name() + " …");
        boolean good = true;
        try {
            for (Ratio ratio : benchmark.run()) {
                table.add(String.format("%-18s %s", benchmark.name(), ratio.row()));
                good &= ratio.holds();
            }
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            table.add(String.format("%-18s BROKEN: %s", benchmark.name(), e));
            good = false;
        }
        return good;
    }

    private static List<Benchmark> benchmarks() throws ReflectiveOperationException {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Benchmark.class));
        List<Benchmark> found = new ArrayList<>();
        for (var candidate : scan.findCandidateComponents("dev.vigia")) {
            var constructor = Class.forName(candidate.getBeanClassName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            found.add((Benchmark) constructor.newInstance());
        }
        found.sort(Comparator.comparing(Benchmark::name));
        return found;
    }
}
