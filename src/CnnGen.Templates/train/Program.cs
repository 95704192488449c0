using CnnGen;

const string Weights = "shapes.safetensors";
Dataset train = Drawings.Make(count: 8000, seed: 1);
Dataset validation = Drawings.Make(count: 1000, seed: 2);
Console.Write(ShapeNet.Info);

using (ShapeNet network = ShapeNet.Create(seed: 1))
using (Trainer<ShapeNet> trainer = new(network, new TrainerOptions
{
    BatchSize = 32,
    Loss = Loss.SoftmaxCrossEntropy,
    Optimizer = new Adam(learningRate: 5e-3),
    Schedule = Schedule.Cosine(epochs: 6),
}))
{
    Console.WriteLine(trainer.Fit(train, validation, epochs: 6));
    network.Save(Weights);
}

// Elsewhere, the class and the file are all that it takes.
using ShapeNet trained = ShapeNet.Load(Weights);
float[] picture = new float[ShapeNet.InputLength];
for (int sample = 0; sample < 5; sample++)
{
    validation.Read(sample, picture);
    Guess guess = trained.Classify(picture);
    Console.WriteLine($"a {ShapeNet.Shapes[validation.Label(sample)]} was taken for a {guess.Shape} ({guess.Probability:P1})");
}
