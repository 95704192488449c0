using CnnGen;
using CnnGen.Pictures;

// Bright left half or bright right half: small, and learnable to the last sample.
Random random = new(1);
float[] images = new float[256 * Sides.InputLength];
int[] labels = new int[256];
for (int sample = 0; sample < labels.Length; sample++)
{
    labels[sample] = random.Next(2);
    for (int pixel = 0; pixel < Sides.InputLength; pixel++)
    {
        bool bright = pixel % 8 / 4 == labels[sample];
        images[(sample * Sides.InputLength) + pixel] = (bright ? 0.8f : 0.2f) + (0.2f * random.NextSingle());
    }
}

Console.Write(Sides.Info);
string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
try
{
    using (Sides network = Sides.Create(seed: 1))
    using (Trainer<Sides> trainer = new(network, new TrainerOptions { BatchSize = 32, Optimizer = new Adam(learningRate: 1e-2f) }))
    {
        InMemoryDataset data = new(images, labels);
        trainer.Fit(data, data, epochs: 5);
        network.Save(path);
    }

    using Sides loaded = Sides.Load(path);
    float[] scores = new float[labels.Length * Sides.OutputLength];
    loaded.Forward(images, scores);
    long before = GC.GetAllocatedBytesForCurrentThread();
    loaded.Forward(images, scores);
    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    int right = Enumerable.Range(0, labels.Length).Count(sample => scores[2 * sample] > scores[(2 * sample) + 1] == (labels[sample] == 0));
    Console.WriteLine($"vectors of {CnnGen.Runtime.Simd.VectorBits} bits");
    Picture filters = NetworkPictures.Filters(loaded.Parameters["conv1.weight"]);
    Console.WriteLine($"filters of {filters.Width} x {filters.Height} pixels, {filters.ToPng().Length} bytes as PNG");
    Console.WriteLine($"{right} of {labels.Length} right, {allocated} bytes allocated");
    return right == labels.Length && allocated == 0 ? 0 : 1;
}
finally
{
    File.Delete(path);
}

[Input(1, 8, 8)]
[Conv(4, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(2)]
public partial class Sides;
