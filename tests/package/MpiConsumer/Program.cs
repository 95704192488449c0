using CnnGen;

// A network is compiled and trained by whoever adds CnnGen.Mpi alone: in a group of one where a library is installed, and else on its own.
MpiProcessGroup? group = null;
try
{
    group = new MpiProcessGroup();
    Console.WriteLine($"a group of {group.Size} over {group.LibraryVersion}");
}
catch (ProcessGroupException exception) when (exception.Message.Contains("no MPI library was found"))
{
    Console.WriteLine(exception.Message);
}

float[] samples = [.. Enumerable.Range(0, 40).Select(static i => i % 4 / 4f)];
using Small network = Small.Create(seed: 1);
using (Trainer<Small> trainer = new(network, new TrainerOptions { BatchSize = 5, Group = group }))
{
    Console.WriteLine(trainer.Fit(new InMemoryDataset(samples, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]), validation: null, epochs: 2));
}

group?.Dispose();

[Input(4)]
[Linear(2)]
internal sealed partial class Small;
