using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>What generated code lists parameters and layers by.</summary>
public sealed class NetworkTableTests
{
    [Fact]
    public void Parameters_HaveTheRolesThatTheirLinesSay()
    {
        Assert.Equal((true, ParameterRole.Weight), RolesOf(Table.Filters));
        Assert.Equal((false, ParameterRole.Weight), RolesOf(Table.FrozenBias));
        Assert.Equal((false, ParameterRole.Statistic), RolesOf(Table.Mean));
        Assert.Equal((false, ParameterRole.Counter), RolesOf(Table.Batches));
        Assert.Equal([8, 3, 5, 5], Table.Filters.Shape);
        Assert.Equal([8], Table.FrozenBias.Shape);
        Assert.Empty(Table.Batches.Shape);
        Assert.Equal((8, 16), (Table.Mean.Pack.Length, Table.Mean.Pack.PackedLength));
    }

    [Fact]
    public void LayerOverAnImage_IsAsTheLongFormSays()
    {
        Assert.Equal([2], Table.Image.Inputs);
        Assert.Equal([8, 24, 20], Table.Image.OutputShape);
        Assert.Equal(new ReceptiveField(5, 5, 2, 2), Table.Image.ReceptiveField);
        Assert.Equal(8 * 24 * 20 * sizeof(float), Table.Image.ActivationBytes);
        Assert.Equal([0, 2], Table.Join.Inputs);
        Assert.Null(Table.Join.ReceptiveField);
    }

    private static (bool Trainable, ParameterRole Role) RolesOf(ParameterDescriptor parameter) => (parameter.Trainable, parameter.Role);

    private sealed class Table : NetworkTable
    {
        public static ParameterDescriptor Filters { get; } = Tensor("conv1.weight", Initialization.HeNormal, 75, 0, Pack(1, 8, 3, 25, 16), [8, 3, 5, 5]);

        public static ParameterDescriptor FrozenBias { get; } = Vector("conv1.bias", Initialization.Zeros, 75, 1200, 8, isFrozen: true);

        public static ParameterDescriptor Mean { get; } = Statistic("bn.running_mean", Initialization.Zeros, 1216, 8);

        public static ParameterDescriptor Batches { get; } = Counter("bn.num_batches_tracked", 1232);

        public static LayerInfo Image { get; } = Layer("conv1", "Conv(8, 5)", 2, 8, 24, 20, 608, 288_000, 580_000, 5, 2);

        public static LayerInfo Join { get; } = Layer("add1", "Add", [0, 2], [8, 24, 20], 0, 0, 3840, null);
    }
}
