namespace CnnGen.Samples.Tests;

/// <summary>What a network comes to on pictures that a sample makes.</summary>
internal static class TrainedAccuracy
{
    /// <summary>Trains a network, tests it and disposes it.</summary>
    public static double Of<T>(T network, Dataset train, Dataset test, int epochs)
        where T : class, ITrainableNetwork<T>
    {
        using (network)
        {
            using Trainer<T> trainer = new(network, new TrainerOptions
            {
                BatchSize = 32,
                Optimizer = new Adam(learningRate: 2e-3),
                Schedule = Schedule.Cosine(epochs),
                Seed = 1,
            });
            trainer.Fit(train, null, epochs);
            return trainer.Evaluate(test).Accuracy;
        }
    }
}
