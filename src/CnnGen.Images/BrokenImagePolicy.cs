namespace CnnGen;

/// <summary>What is done about images that cannot be read.</summary>
public enum BrokenImagePolicy
{
    /// <summary>An exception names the file, when it is read.</summary>
    Throw,

    /// <summary>All images are read once at the start; those that cannot be read are left out and listed.</summary>
    Skip,
}
