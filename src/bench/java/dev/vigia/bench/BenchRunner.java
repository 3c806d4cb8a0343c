package dev.vigia.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// `./vigia bench [--rounds N] [name…]`: runs the benchmarks and prints a table. Exit code 1 if a ratio does not hold
/// or a benchmark breaks, 2 for arguments that mean nothing.
public final class BenchRunner {

    private BenchRunner() {}

    public static void main(String[] args) throws Exception {
        var wanted = wanted(args);
        var all = benchmarks();
        var names = all.stream().map(Benchmark::name).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                System.err.println("There is no benchmark named " + name + ". There are: " + String.join(", ", names));
                System.exit(2);
            }
        }
        var heap = HeapWatch.start();
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
        System.out.printf(
                "heap: %d MB at most, %d MB of them in use after a collection%n",
                Runtime.getRuntime().maxMemory() >> 20, heap.megabytes());
        // Servers that a benchmark failed to stop must not keep the process.
        System.exit(good ? 0 : 1);
    }

    /// What is left of the arguments when the options are taken off.
    private static Set<String> wanted(String[] args) {
        var names = new LinkedHashSet<>(List.of(args));
        if (args.length > 0 && args[0].equals("--rounds")) {
            if (args.length == 1 || !args[1].matches("[1-9][0-9]?")) {
                System.err.println("--rounds takes a number from 1 to 99");
                System.exit(2);
            }
            System.setProperty("vigia.bench.rounds", args[1]);
            names = new LinkedHashSet<>(List.of(args).subList(2, args.length));
        }
        return names;
    }

    private static boolean run(Benchmark benchmark, List<String> table) {
        if (!benchmark.missing().isEmpty()) {
            table.add(String.format("%-18s not run: %s", benchmark.name(), benchmark.missing()));
            return true;
        }
        System.out.println("running " + benchmark.name() + " …");
        long start = System.nanoTime();
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
        System.out.printf("%s took %d s%n", benchmark.name(), Math.round((System.nanoTime() - start) / 1e9));
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
