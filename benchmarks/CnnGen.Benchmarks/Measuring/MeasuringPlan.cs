namespace CnnGen.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Timed rounds of each contestant.</param>
/// <param name="RoundMilliseconds">About how long a round is; a round has at least two iterations.</param>
/// <param name="WarmUpMilliseconds">How long each contestant runs untimed first.</param>
internal sealed record MeasuringPlan(int Rounds, double RoundMilliseconds, double WarmUpMilliseconds)
{
    /// <summary>Under ten seconds a case.</summary>
    public static MeasuringPlan Full { get; } = new(Rounds: 51, RoundMilliseconds: 20, WarmUpMilliseconds: 500);

    /// <summary>A second or two a case. The warm-up outlasts the JIT's 100 ms before it optimizes what is called often.</summary>
    public static MeasuringPlan Quick { get; } = new(Rounds: 15, RoundMilliseconds: 10, WarmUpMilliseconds: 250);

    /// <summary>Networks of up to a second a call: fewer rounds, with two calls each where one takes long.</summary>
    public static MeasuringPlan Networks { get; } = new(Rounds: 21, RoundMilliseconds: 20, WarmUpMilliseconds: 500);

    /// <summary>The same, for a look.</summary>
    public static MeasuringPlan QuickNetworks { get; } = new(Rounds: 5, RoundMilliseconds: 10, WarmUpMilliseconds: 250);

    /// <summary>The plan that suits what is asked for.</summary>
    /// <param name="options">The command line.</param>
    public static MeasuringPlan Of(Options options) => options switch
    {
        { Table: Table.Networks, Quick: true } => QuickNetworks,
        { Table: Table.Networks } => Networks,
        { Quick: true } => Quick,
        _ => Full,
    };
}
