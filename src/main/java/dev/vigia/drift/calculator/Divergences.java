package dev.vigia.drift.calculator;

/// PSI, Kullback-Leibler divergence and Jensen-Shannon distance of two counted samples.
final class Divergences {

    private Divergences() {}

    static double psi(Bins bins, Profile profile) {
        var shares = new Shares(bins, profile);
        var sum = new Sum();
        bins.forEach((reference, current) -> {
            double r = shares.reference(reference);
            double c = shares.current(current);
            sum.add((r - c) * Math.log(r / c));
        });
        return sum.value();
    }

    static double kullbackLeibler(Bins bins, Profile profile) {
        var shares = new Shares(bins, profile);
        var sum = new Sum();
        bins.forEach((reference, current) -> {
            double r = shares.reference(reference) / shares.referenceTotal();
            double c = shares.current(current) / shares.currentTotal();
            sum.add(r * Math.log(r / c));
        });
        return sum.value();
    }

    /// The distance, which is the root of the divergence; empty bins are not filled.
    static double jensenShannon(Bins bins, Profile profile) {
        var sum = new Sum();
        bins.forEach((reference, current) -> {
            double r = (double) reference / profile.referenceRows();
            double c = (double) current / profile.currentRows();
            double middle = (r + c) / 2;
            sum.add(part(r, middle) + part(c, middle));
        });
        return Math.sqrt(Math.max(sum.value(), 0) / 2);
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }

    /// Shares with the zeros filled, each side by itself: with a millionth of the smallest share if that is at most
    /// 0.0001, else with 0.0001. Sides are not brought back to a sum of one.
    private static final class Shares {

        private static final double FILL = 0.0001;

        private final Profile profile;
        private long smallestReference = Long.MAX_VALUE;
        private long smallestCurrent = Long.MAX_VALUE;
        private long referenceZeros;
        private long currentZeros;

        Shares(Bins bins, Profile profile) {
            this.profile = profile;
            bins.forEach((reference, current) -> {
                if (reference == 0) {
                    referenceZeros++;
                } else {
                    smallestReference = Math.min(smallestReference, reference);
                }
                if (current == 0) {
                    currentZeros++;
                } else {
                    smallestCurrent = Math.min(smallestCurrent, current);
                }
            });
        }

        double reference(long count) {
            return share(count, smallestReference, profile.referenceRows());
        }

        double current(long count) {
            return share(count, smallestCurrent, profile.currentRows());
        }

        double referenceTotal() {
            return 1 + referenceZeros * reference(0);
        }

        double currentTotal() {
            return 1 + currentZeros * current(0);
        }

        private static double share(long count, long smallest, long rows) {
            if (count > 0) {
                return (double) count / rows;
            }
            double least = (double) smallest / rows;
            return least <= FILL ? least / 1e6 : FILL;
        }
    }
}
